-- First of its transaction, so that the snapshot is taken after the wait: whoever comes second sees the first one's anchor.
LOCK TABLE ledger_anchor IN EXCLUSIVE MODE
