-- What a change did to the XML, beside the change.
ALTER TABLE "HistoryEntry" ADD COLUMN "diff" TEXT;
