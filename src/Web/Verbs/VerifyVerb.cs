using System.CommandLine;
using System.Globalization;
using Weiguang.Kernel;
using Weiguang.Ledger;
using Weiguang.Web.Backup;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Verbs;

/// <summary>Adds up the whole ledger, follows every hash chain and checks every anchor; on SQLite the pages of the file are checked before.</summary>
internal static class VerifyVerb
{
    public static Command Command()
    {
        var verify = new Command("verify", "Check the ledger: every chain, balance, transfer and anchor, and what was posted from. Ends with 1 when something does not add up. Example: verify --data /srv/weiguang");
        verify.SetAction((parsed, ct) => Operator.ReadAsync(parsed, current: true, async services =>
        {
            var (db, configuration) = (services.GetRequiredService<AppDbContext>(), services.GetRequiredService<IConfiguration>());
            if (!configuration.IsPostgres())
            {
                await IDatabaseCopy.Of(db, configuration).CheckAsync(configuration.DatabaseFile(), ct);
            }

            var verdict = await services.GetRequiredService<LedgerBook>().VerifyAsync(ct);
            parsed.Say($"{verdict.Accounts:N0} accounts, {verdict.Entries:N0} entries: {(verdict.IsClean ? "clean" : "NOT CLEAN")}");
            parsed.Say(verdict.LastAnchor is { } anchor
                ? string.Create(CultureInfo.InvariantCulture, $"Anchors: {anchor.Number:N0}, the last of {anchor.TakenAt:yyyy-MM-dd HH:mm:ss} UTC; compare it with one kept elsewhere. What was posted since is held by none yet.")
                : "There is no anchor yet: see the verb anchor.");
            if (verdict.KeptFiles is { } files)
            {
                parsed.Say($"Compared with {files:N0} files of {AnchorFolder.Setting}{(files < (verdict.LastAnchor?.Number ?? 0) ? ": not every anchor has one there" : "")}.");
            }

            if (verdict.Difference is { } difference)
            {
                parsed.Say($"{difference.Fault}: account {difference.AccountId}, entry {difference.Sequence}, transfer {difference.TransferId}: expected {difference.Expected}, found {difference.Found}");
            }

            return verdict.IsClean ? 0 : 1;
        }, ct));
        return verify;
    }
}
