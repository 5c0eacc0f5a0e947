-- Learning platforms by LTI 1.3: who may send people here, which class a course is, which lesson a link, and the queue of scores.
CREATE TABLE "LtiPlatform" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "deployments" TEXT NOT NULL,
    "authUrl" TEXT NOT NULL,
    "tokenUrl" TEXT NOT NULL,
    "jwksUrl" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "LtiPlatform_issuer_clientId_key" ON "LtiPlatform"("issuer", "clientId");

CREATE TABLE "LtiCourse" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "platformId" TEXT NOT NULL,
    "deploymentId" TEXT NOT NULL,
    "contextId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    CONSTRAINT "LtiCourse_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "LtiPlatform" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LtiCourse_classId_fkey" FOREIGN KEY ("classId") REFERENCES "Class" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "LtiCourse_platformId_deploymentId_contextId_key" ON "LtiCourse"("platformId", "deploymentId", "contextId");
CREATE INDEX "LtiCourse_classId_idx" ON "LtiCourse"("classId");

CREATE TABLE "LtiLink" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "courseId" TEXT NOT NULL,
    "resourceId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "lesson" TEXT,
    "lineItem" TEXT,
    CONSTRAINT "LtiLink_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "LtiCourse" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "LtiLink_courseId_resourceId_key" ON "LtiLink"("courseId", "resourceId");

CREATE TABLE "LtiScore" (
    "linkId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "given" INTEGER,
    "maximum" INTEGER,
    "passed" INTEGER,
    "stamp" DATETIME,
    "sentAt" DATETIME,

    PRIMARY KEY ("linkId", "studentId"),
    CONSTRAINT "LtiScore_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "LtiLink" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LtiScore_studentId_fkey" FOREIGN KEY ("studentId") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "LtiScore_dueAt_idx" ON "LtiScore"("dueAt");

CREATE TABLE "LtiNonce" (
    "nonce" TEXT NOT NULL PRIMARY KEY,
    "expiresAt" DATETIME NOT NULL
);
