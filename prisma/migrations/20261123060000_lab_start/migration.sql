-- The state that the lab's host was made from, and the checkpoints that were true in it from the beginning.
ALTER TABLE "Lab" ADD COLUMN "start" TEXT NOT NULL DEFAULT 'plain';
ALTER TABLE "Lab" ADD COLUMN "given" TEXT;
