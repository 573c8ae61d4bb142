using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Outbox;
using Weiguang.Kernel.Ui;

namespace Weiguang.Tests.Walk;

/// <summary>Presses everything twice: the second time must leave every table as long as it is, lead to the same place and not be told as a refusal.</summary>
internal sealed class Twice(Stage stage, Guests guests)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <returns>How many of the forms did something, and what happened twice.</returns>
    public async Task<(int Done, List<string> Faults)> SendAsync(IEnumerable<(string Page, PageForm Form, Row Row, HashSet<Place> To)> shown)
    {
        var (done, faults) = (0, new List<string>());
        foreach (var (page, form, row, to) in shown)
        {
            foreach (var place in to.Where(p => p.Role is not null).OrderByDescending(p => p.Inside))
            {
                var guest = await guests.At(row, place);
                if (await FilledAsync(guest, form) is not { } filled || await AnswerAsync(guest, filled) is not { } first)
                {
                    continue;
                }

                var once = await LengthsAsync();
                var second = await AnswerAsync(guest, filled);
                var more = Grown(once, await LengthsAsync());
                if (more.Count > 0) // Or somebody's clock struck meanwhile: then it does not a second time.
                {
                    var twice = await LengthsAsync();
                    await AnswerAsync(guest, filled);
                    more = [.. more.Intersect(Grown(twice, await LengthsAsync()))];
                }

                done++;
                if (second != first || more.Count > 0)
                {
                    faults.Add($"{page} {form.Key} by {place.Name}: {first} then {second ?? "refused"}; {string.Join(", ", more)}");
                }

                break;
            }
        }

        return (done, faults);
    }

    private static List<string> Grown(Dictionary<string, long> before, Dictionary<string, long> after) => [.. after.Where(t => t.Value != before[t.Key]).Select(t => t.Key)];

    /// <summary>The same form as it stands there now, filled in; null where it is gone.</summary>
    private static async Task<PageForm?> FilledAsync(Guest guest, PageForm form) =>
        await guest.LookAsync(form.Page) is { } html ? PageForm.On(form.Page, html, isFilled: true).FirstOrDefault(f => f.Key == form.Key) : null;

    /// <summary>Where it led; null when it was not said that it is done.</summary>
    private static async Task<string?> AnswerAsync(Guest guest, PageForm form)
    {
        using var answer = await guest.SendAsync(form);
        return answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther && FormTests.Said(answer) == $" {Tone.Good}" ? $"{answer.Headers.Location}" : null;
    }

    private async Task<Dictionary<string, long>> LengthsAsync()
    {
        await stage.App!.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct);
        using var scope = stage.App.Scope();
        var tables = scope.Db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Select(t => $"SELECT '{t}' AS \"Key\", count(*) AS \"Value\" FROM \"{t}\"");
#pragma warning disable EF1002 // Names of our own tables.
        return (await scope.Db.Database.SqlQueryRaw<Length>(string.Join(" UNION ALL ", tables)).ToListAsync(Ct)).ToDictionary(l => l.Key, l => l.Value);
#pragma warning restore EF1002
    }

    private sealed record Length(string Key, long Value);
}
