-- When somebody last used the lab, and until when staff let it run.
ALTER TABLE "Lab" ADD COLUMN "lastActiveAt" DATETIME;
ALTER TABLE "Lab" ADD COLUMN "extendedUntil" DATETIME;

-- What a class's labs may use; null: what the site gives.
ALTER TABLE "Class" ADD COLUMN "labMinutes" INTEGER;
ALTER TABLE "Class" ADD COLUMN "labMemoryMiB" INTEGER;
ALTER TABLE "Class" ADD COLUMN "labCpus" INTEGER;
ALTER TABLE "Class" ADD COLUMN "labDiskGiB" INTEGER;
