using Weiguang.Hours.Domain;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.Hours.Said;

/// <summary>
/// Pictures behind minutes that nobody measured: one to six, and each serves once. As it was sent and as it is shown here it is known everywhere, by one key; as anybody would see that it is the same (turned, mirrored, cut or framed it is no other) among
/// those of the county, and wherever its team, whoever is in charge or brings it, or whose hours it proves was before. Near ones of a whole country would be looked through by thousands for each picture, and strangers' would meet by chance.
/// </summary>
internal sealed class SaidPictures(AppDbContext db, TimeProvider clock)
{
    public const int Most = 6;

    /// <summary>Two prints with more bits apart are of two pictures.</summary>
    public const int NearBits = 6;

    private const int CountyLevel = 3;

    public static readonly string Used = Phrase.Of("有张照片以前用过，不能再作证明");
    private static readonly string Near = Phrase.Of("有张照片和以前用过的几乎一样，不能再作证明，请换当时拍的别的照片");
    private static readonly string Needed = Phrase.Of("请放 1 到 6 张现场照片");

    /// <summary>A source phrase; null when they will do.</summary>
    /// <param name="whose">Whose hours they prove.</param>
    /// <param name="kept">How many were brought before for the same.</param>
    public async Task<string?> MistakeAsync(Engagement engagement, IReadOnlyCollection<Guid> whose, PhotoHaul haul, int kept, CancellationToken ct) =>
        haul.Problem ?? (haul.Taken.Count + kept is 0 or > Most ? Needed : await HasNearAsync([.. HoldersOf(engagement).Union(whose)], haul.Taken, ct) ? Near : null);

    /// <summary>They have served from now on; two that come at once with the same meet at the keys.</summary>
    public void Keep(Engagement engagement, IReadOnlyCollection<Guid> whose, IReadOnlyList<TakenPhoto> pictures)
    {
        var holders = HoldersOf(engagement);
        db.AddRange(pictures.SelectMany(p => p.Fingerprints).Distinct().Select(print => new UsedPicture { Hash = print, SourceId = engagement.SourceId, At = clock.Now() }));
        Keep(holders, pictures.SelectMany(p => p.Looks.Parts));
        Keep(whose.Except(holders), pictures.Select(p => p.Looks.Parts[0])); // They may be many: the whole alone.

        void Keep(IEnumerable<Guid> where, IEnumerable<long> prints) => db.AddRange(where.SelectMany(holder => prints.Distinct().SelectMany(print => PictureSign.Of(holder, print, clock.Now()))));
    }

    /// <summary>Whose pictures are compared: those of the county, and of the team and whoever is in charge or brings them wherever they served.</summary>
    public static IReadOnlyList<Guid> HoldersOf(Guid? team, long division, params IReadOnlyCollection<Guid> people) =>
        [.. new[] { BackfillQuota.HolderOf(DivisionCodes.Above(division, CountyLevel)), team ?? Guid.Empty }.Concat(people).Where(holder => holder != Guid.Empty).Distinct()];

    private IReadOnlyList<Guid> HoldersOf(Engagement engagement) => HoldersOf(engagement.TeamId, engagement.DivisionCode, engagement.LeadId, db.Viewer.PersonId);

    private async Task<bool> HasNearAsync(IReadOnlyList<Guid> holders, IReadOnlyList<TakenPhoto> pictures, CancellationToken ct)
    {
        var prints = pictures.SelectMany(p => p.Looks.Ways).Distinct().ToList();
        var keys = prints.SelectMany(PictureSign.Around).Distinct().ToList();
        var found = keys.Count == 0 ? [] : await db.Set<PictureSign>().Where(s => holders.Contains(s.TeamId) && keys.Contains(s.Key)).Select(s => s.Print).Distinct().ToListAsync(ct);
        return found.Exists(known => prints.Exists(print => PhotoSigns.Differ(known, print) <= NearBits));
    }
}
