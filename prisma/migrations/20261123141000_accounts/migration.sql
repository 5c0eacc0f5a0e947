-- Passwords that staff set are changed at the first sign-in; accounts are disabled, not only deleted; when they were last used.
ALTER TABLE "user" ADD COLUMN "mustChangePassword" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "user" ADD COLUMN "disabledAt" DATETIME;
ALTER TABLE "user" ADD COLUMN "lastSeenAt" DATETIME;
-- One account of a provider belongs to one user.
CREATE UNIQUE INDEX "account_providerId_accountId_key" ON "account"("providerId", "accountId");
