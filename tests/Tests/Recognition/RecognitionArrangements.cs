using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Ledger;
using Weiguang.Recognition;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars;
using Weiguang.Tests.Ledger;

namespace Weiguang.Tests.Recognition;

internal static class RecognitionArrangements
{
    /// <summary>Posts minutes of service; the transfer can be taken back.</summary>
    public static async Task<Guid> EarnAsync(this TestApp app, Guid person, int minutes, string title = "送医陪诊", DateTime? at = null)
    {
        using var scope = app.Scope();
        var posting = person.Hours(minutes) with { Args = [title], OccurredAt = at ?? app.Clock.GetUtcNow().UtcDateTime };
        return (await scope.Get<LedgerBook>().PostAsync(posting)).Id;
    }

    public static async Task ReverseAsync(this TestApp app, Guid transfer, Guid by)
    {
        using var scope = app.Scope();
        Assert.Equal(Reversal.Reversed, await scope.Get<LedgerBook>().ReverseAsync(transfer, "记重了", by));
    }

    /// <summary>One round of the patrol; how many stars took a step.</summary>
    public static Task<int> SweepAsync(this TestApp app) => app.Services.GetRequiredService<StarPatrol>().WalkAsync(balances: true, CancellationToken.None);

    /// <summary>The id of the person's highest star.</summary>
    public static async Task<Guid> StarOfAsync(this TestApp app, Guid person)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<StarCase>().Where(s => s.PersonId == person).OrderByDescending(s => s.Level).Select(s => s.Id).FirstOrDefaultAsync();
    }

    public static async Task<int> LevelAsync(this TestApp app, Guid person)
    {
        using var scope = app.Scope();
        return (await scope.Get<StarBook>().LevelsAsync([person]))[person];
    }

    /// <summary>A star of the first level in publicity, or none when the minutes do not reach it.</summary>
    public static async Task<Guid> CertifiedAsync(this TestApp app, Guid person, HttpClient certifier, int minutes = 6000)
    {
        await app.EarnAsync(person, minutes);
        await app.SweepAsync();
        var id = await app.StarOfAsync(person);
        if (id != Guid.Empty)
        {
            await certifier.MustAsync($"/api/v1/console/stars/{id}/certify");
        }

        return id;
    }

    /// <summary>A POST that must be well received.</summary>
    public static async Task MustAsync(this HttpClient program, string url, object? body = null)
    {
        using var answer = await program.PostAsJsonAsync(url, body ?? new { });
        Assert.True(answer.IsSuccessStatusCode, $"POST {url} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
