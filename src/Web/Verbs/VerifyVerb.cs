using System.CommandLine;
using Weiguang.Kernel;
using Weiguang.Ledger;
using Weiguang.Web.Backup;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Verbs;

/// <summary>Adds up the whole ledger and follows every hash chain; on SQLite the pages of the file are checked before.</summary>
internal static class VerifyVerb
{
    public static Command Command()
    {
        var verify = new Command("verify", "Check the ledger: every chain, balance and transfer. Ends with 1 when something does not add up. Example: verify --data /srv/weiguang");
        verify.SetAction((parsed, ct) => Operator.ReadAsync(parsed, current: true, async services =>
        {
            var (db, configuration) = (services.GetRequiredService<AppDbContext>(), services.GetRequiredService<IConfiguration>());
            if (!configuration.IsPostgres())
            {
                await IDatabaseCopy.Of(db, configuration).CheckAsync(configuration.DatabaseFile(), ct);
            }

            var verdict = await services.GetRequiredService<LedgerBook>().VerifyAsync(ct);
            parsed.Say($"{verdict.Accounts:N0} accounts, {verdict.Entries:N0} entries: {(verdict.IsClean ? "clean" : "NOT CLEAN")}");
            if (verdict.Difference is { } difference)
            {
                parsed.Say($"{difference.Fault}: account {difference.AccountId}, entry {difference.Sequence}, transfer {difference.TransferId}: expected {difference.Expected}, found {difference.Found}");
            }

            return verdict.IsClean ? 0 : 1;
        }, ct));
        return verify;
    }
}
