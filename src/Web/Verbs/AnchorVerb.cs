using System.CommandLine;
using System.Globalization;
using Weiguang.Ledger;

namespace Weiguang.Web.Verbs;

/// <summary>Anchors the ledger now, beside the anchor of every night.</summary>
internal static class AnchorVerb
{
    public static Command Command()
    {
        var anchor = new Command("anchor", "Anchor the ledger now: sign one root over all accounts, while the server goes on. Example: anchor --data /srv/weiguang");
        anchor.SetAction((parsed, ct) => Operator.ReadAsync(parsed, current: true, async services =>
        {
            var taken = await services.GetRequiredService<AnchorBook>().TakeAsync(AnchorHand.Operator, ct);
            parsed.Say(string.Create(CultureInfo.InvariantCulture, $"Anchor {taken.Number} of {taken.TakenAt:yyyy-MM-dd HH:mm:ss} UTC, {taken.Size:N0} accounts, {taken.Changes:N0} of them changed: {taken.Root}"));
            if (taken.NotDropped is { } why)
            {
                parsed.Say($"Its file could not be dropped into {AnchorFolder.Setting}: {why} The next anchor makes up for it.");
                return 1;
            }

            return 0;
        }, ct));
        return anchor;
    }
}
