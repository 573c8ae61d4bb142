namespace Weiguang.Regions.Rules;

/// <summary>One rule of one division, held to the end of the transaction whether there is a row of it yet or not: of two who change it at once the second sees the first.</summary>
internal static class RuleHold
{
    private static readonly SiblingText HoldSql = new(typeof(RuleHold), "HoldRule");

    public static async Task TakeAsync(AppDbContext db, RuleSheet sheet, long place, CancellationToken ct)
    {
        await using var hold = db.SqlCommand(HoldSql.Of(db)).With("rule", $"{sheet.Code} {place}");
        await hold.ExecuteNonQueryAsync(ct);
    }
}
