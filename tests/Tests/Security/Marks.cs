using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Outbox;

namespace Weiguang.Tests.Security;

/// <summary>Words that are found again wherever they stand.</summary>
internal static class Marks
{
    public const string Mark = "隐私甲乙丙";
    public const string Phone = "13912345678";
    public const string OtherPhone = "13987654321";

    private static int _serial;

    public static string Marked() => $"{Mark}{Interlocked.Increment(ref _serial)}";

    /// <param name="written">Columns that must have been written, for the test to say anything.</param>
    public static async Task HoldsNothingAsync(TestApp app, params string[] written)
    {
        var ct = TestContext.Current.CancellationToken;
        await app.Services.GetRequiredService<OutboxPump>().DrainAsync(ct);
        var dump = await WholeDump.ReadAsync(app, ct);
        Assert.All(written, column => Assert.True(dump[column].Length > 40, column));
        Assert.Empty(dump.Where(column => new[] { Mark, Phone, OtherPhone }.Any(secret => column.Value.Contains(secret, StringComparison.Ordinal))).Select(column => column.Key));
    }
}
