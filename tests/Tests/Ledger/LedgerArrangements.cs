using Weiguang.Ledger;
using Weiguang.Ledger.Domain;

namespace Weiguang.Tests.Ledger;

internal static class LedgerArrangements
{
    /// <summary>A village of 洮南市.</summary>
    public const long Village = 220881101201;

    /// <summary>A kind of source that no module has.</summary>
    public const string Elsewhere = "elsewhere";

    public static Posting Hours(this Guid person, int minutes) => new(
        LedgerUnit.Minutes, Elsewhere, Guid.CreateVersion7(), LedgerAccountKey.Issuer(Village), LedgerAccountKey.Person(person), minutes,
        new DateTime(2026, 8, 30, 1, 2, 3, DateTimeKind.Utc).AddTicks(4567891), Narratives.OrderService)
    {
        Args = ["送医陪诊"],
        Evidence = EvidenceGrade.A,
    };

    /// <summary>The balance of the village as issuer of minutes: minus all it has given.</summary>
    public static Task<long> IssuedAsync(this TestScope scope) =>
        scope.Db.Set<LedgerAccount>().Where(a => a.DivisionCode == Village && a.Unit == LedgerUnit.Minutes).Select(a => a.Balance).SingleOrDefaultAsync();
}
