using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Time;
using Weiguang.Messages.Domain;

namespace Weiguang.Messages;

/// <summary>A kind of message that its reader may want no sign of.</summary>
/// <param name="Code">Of the kind.</param>
/// <param name="Words">What such a message says, in the reader's language, with … for what differs.</param>
public sealed record MutableKind(string Code, MessageClass Class, string Words, bool IsMuted);

/// <summary>Which kinds of messages the viewer wants no sign of. What waits for an answer, and what becomes of something of their own, is always told.</summary>
public sealed partial class Muting(AppDbContext db, MessageKinds kinds, IStringLocalizer phrases, TimeProvider clock)
{
    /// <summary>Kinds that came so long ago are not asked about any more.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    /// <summary>Those that have come to the viewer within a year, and those they have muted.</summary>
    public async Task<IReadOnlyList<MutableKind>> ReadAsync(CancellationToken ct)
    {
        var (me, since) = (db.Viewer.PersonId, clock.Now() - Remembered);
        var muted = await MutedAsync(ct);
        var came = await db.Set<Message>().AsNoTracking().Where(m => m.PersonId == me && m.At >= since).Select(m => m.Kind).Distinct().ToListAsync(ct);
        return [.. came.Concat(muted).Distinct().Select(kinds.Find).OfType<MessageKind>().Where(k => k.MayMute).OrderBy(k => k.Class).ThenBy(k => k.Code, StringComparer.Ordinal)
            .Select(k => new MutableKind(k.Code, k.Class, Places().Replace(phrases[k.Text].Value, "…"), muted.Contains(k.Code)))];
    }

    /// <summary>Of these kinds, and no others, a sign is wanted or not.</summary>
    /// <param name="shown">Codes of those the viewer was asked about: what came first meanwhile stays as it is.</param>
    /// <param name="wanted">Codes of those of them that are wanted.</param>
    public async Task SetAsync(IReadOnlyCollection<string> shown, IReadOnlyCollection<string> wanted, CancellationToken ct)
    {
        var (me, unmuted) = (db.Viewer.PersonId, shown.Intersect(wanted).ToArray());
        await db.Set<MutedKind>().Where(m => m.PersonId == me && unmuted.Contains(m.Kind)).ExecuteDeleteAsync(ct);
        var muted = await MutedAsync(ct);
        db.AddRange(shown.Except(wanted).Where(code => !muted.Contains(code) && kinds.Find(code) is { MayMute: true }).Select(code => new MutedKind { PersonId = me, Kind = code }));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e)) // Pressed twice.
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<HashSet<string>> MutedAsync(CancellationToken ct) => [.. await db.Set<MutedKind>().AsNoTracking().Where(m => m.PersonId == db.Viewer.PersonId).Select(m => m.Kind).ToListAsync(ct)];

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Places();
}
