using System.Text.Json;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.People;

/// <summary>Tells the viewer what somebody did to a thing while they were looking at it.</summary>
public sealed class Witness(AppDbContext db, PersonDirectory people, IStringLocalizer phrases)
{
    /// <param name="by">Who did it; <see cref="Guid.Empty"/> is the clock.</param>
    /// <param name="words">Source phrase whose {0} is who did it.</param>
    /// <param name="others">What else the phrase names.</param>
    public Task<Meanwhile> TellAsync(Enum step, Guid by, DateTime at, string words, CancellationToken ct, params object[] others) => TellAsync(Named(step), by, at, words, ct, others);

    /// <param name="step">As the API names it, of what has no steps of its own: <c>decide</c>.</param>
    public async Task<Meanwhile> TellAsync(string step, Guid by, DateTime at, string words, CancellationToken ct, params object[] others)
    {
        var name = by == Guid.Empty ? "" : (await people.FindAsync(by, ct))?.Name ?? "";
        return Tell(step, by, name, at, words, others);
    }

    /// <summary>With as much of the name as the viewer may know.</summary>
    public Meanwhile Tell(Enum step, Guid by, string name, DateTime at, string words, params object[] others) => Tell(Named(step), by, name, at, words, others);

    /// <summary>A double tap: the first step since they looked is the viewer's own, the one asked for, and nobody else came in between.</summary>
    /// <param name="since">Who took which step, oldest first.</param>
    /// <param name="isSame">Whether the first of them says what is asked for now: who says it otherwise learns that it was not taken.</param>
    public bool IsRepeat<T>(T step, IReadOnlyList<(T Step, Guid By)> since, bool isSame) where T : struct, Enum => isSame &&
        db.Viewer.PersonId != Guid.Empty && since is [var first, ..] && EqualityComparer<T>.Default.Equals(first.Step, step) && first.By == db.Viewer.PersonId
        && since.All(s => s.By == db.Viewer.PersonId || s.By == Guid.Empty);

    private Meanwhile Tell(string step, Guid by, string name, DateTime at, string words, params object[] others) => new(step, name, at) { Words = words, Arguments = [Who(by, name), .. others] };

    private static string Named(Enum step) => JsonNamingPolicy.KebabCaseLower.ConvertName(step.ToString());

    private string Who(Guid by, string name) => by == Guid.Empty ? phrases[Phrase.Of("系统")] : by == db.Viewer.PersonId ? phrases[Phrase.Of("您")] : name;
}
