using Weiguang.Hours.Domain;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.Hours.Said;

/// <summary>Pictures behind minutes that nobody measured: one to six, and each serves once, as it was sent, as it is shown here, and in its team and county as anybody would see that it is the same: turned, mirrored, cut or framed it is no other.</summary>
internal sealed class SaidPictures(AppDbContext db, TimeProvider clock)
{
    public const int Most = 6;

    private readonly Dictionary<TakenPhoto, PhotoLooks> _looks = new(ReferenceEqualityComparer.Instance);

    /// <summary>Two prints with more bits apart are of two pictures.</summary>
    public const int NearBits = 6;

    private const int CountyLevel = 3;

    public static readonly string Used = Phrase.Of("有张照片以前用过，不能再作证明");
    private static readonly string Near = Phrase.Of("有张照片和以前用过的几乎一样，不能再作证明，请换当时拍的别的照片");
    private static readonly string Needed = Phrase.Of("请放 1 到 6 张现场照片");

    /// <summary>A source phrase; null when they will do.</summary>
    /// <param name="kept">How many were brought before for the same.</param>
    public async Task<string?> MistakeAsync(Engagement engagement, PhotoHaul haul, int kept, CancellationToken ct) =>
        haul.Problem ?? (haul.Taken.Count + kept is 0 or > Most ? Needed : await HasNearAsync(engagement, haul.Taken, ct) ? Near : null);

    /// <summary>They have served from now on; two that come at once with the same meet at the keys.</summary>
    public void Keep(Engagement engagement, IReadOnlyList<TakenPhoto> pictures)
    {
        db.AddRange(pictures.SelectMany(p => p.Fingerprints).Distinct().Select(print => new UsedPicture { Hash = print, SourceId = engagement.SourceId, At = clock.Now() }));
        var prints = pictures.SelectMany(p => LooksOf(p).Parts).Distinct().ToList();
        db.AddRange(HoldersOf(engagement.TeamId, engagement.DivisionCode).SelectMany(holder => prints.SelectMany(print => PictureSign.Of(holder, print, clock.Now()))));
    }

    /// <summary>Whose pictures are compared: those of the county, and of the team wherever it served.</summary>
    public static IReadOnlyList<Guid> HoldersOf(Guid? team, long division) => [BackfillQuota.HolderOf(DivisionCodes.Above(division, CountyLevel)), .. team is { } own ? new[] { own } : []];

    /// <summary>Decoded once, to be looked for and then to be kept.</summary>
    private PhotoLooks LooksOf(TakenPhoto picture) => _looks.TryGetValue(picture, out var known) ? known : _looks[picture] = PhotoLooks.Of(picture.File);

    private async Task<bool> HasNearAsync(Engagement engagement, IReadOnlyList<TakenPhoto> pictures, CancellationToken ct)
    {
        var (holders, prints) = (HoldersOf(engagement.TeamId, engagement.DivisionCode), pictures.SelectMany(p => LooksOf(p).Ways).Distinct().ToList());
        var keys = prints.SelectMany(PictureSign.Around).Distinct().ToList();
        var found = keys.Count == 0 ? [] : await db.Set<PictureSign>().Where(s => holders.Contains(s.TeamId) && keys.Contains(s.Key)).Select(s => s.Print).Distinct().ToListAsync(ct);
        return found.Exists(known => prints.Exists(print => PhotoSigns.Differ(known, print) <= NearBits));
    }
}
