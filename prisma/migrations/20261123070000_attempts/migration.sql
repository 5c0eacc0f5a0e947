-- The values that a student has in a lesson, and the hints that they asked for.
CREATE TABLE "Attempt" (
    "studentId" TEXT NOT NULL,
    "lesson" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "variables" TEXT NOT NULL DEFAULT '{}',
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("studentId", "lesson", "attempt"),
    CONSTRAINT "Attempt_studentId_fkey" FOREIGN KEY ("studentId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Hint" (
    "studentId" TEXT NOT NULL,
    "checkpoint" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("studentId", "checkpoint", "attempt", "number"),
    CONSTRAINT "Hint_studentId_fkey" FOREIGN KEY ("studentId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
