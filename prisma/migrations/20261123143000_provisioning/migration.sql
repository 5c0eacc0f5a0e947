-- Giving each student of a class a lab: what was asked for, and how far it is.
CREATE TABLE "Provisioning" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "classId" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "beginAt" DATETIME NOT NULL,
    "cancelledAt" DATETIME,
    "endedAt" DATETIME,
    CONSTRAINT "Provisioning_classId_fkey" FOREIGN KEY ("classId") REFERENCES "Class" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Provisioning_classId_idx" ON "Provisioning"("classId");
CREATE TABLE "ProvisionedLab" (
    "provisioningId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "error" TEXT,
    "startedAt" DATETIME,
    "endedAt" DATETIME,

    PRIMARY KEY ("provisioningId", "studentId"),
    CONSTRAINT "ProvisionedLab_provisioningId_fkey" FOREIGN KEY ("provisioningId") REFERENCES "Provisioning" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
