-- What goes on for a while (watching, a take-over) has an end, and somebody who ended it.
ALTER TABLE "AuditEntry" ADD COLUMN "endedAt" DATETIME;
ALTER TABLE "AuditEntry" ADD COLUMN "endedBy" TEXT;
-- Who of the staff did it in the student's lab.
ALTER TABLE "HistoryEntry" ADD COLUMN "by" TEXT;
-- A hand that is up.
CREATE TABLE "HandRaise" (
    "studentId" TEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL DEFAULT '',
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "HandRaise_studentId_fkey" FOREIGN KEY ("studentId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- What staff and a student write to each other: one thread per student.
CREATE TABLE "Message" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "studentId" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "fromName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" DATETIME,
    CONSTRAINT "Message_studentId_fkey" FOREIGN KEY ("studentId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Message_studentId_at_idx" ON "Message"("studentId", "at");
