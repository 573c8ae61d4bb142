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
    private static readonly string Needed = Phrase.Of("请放 1 到 6 张现场照片");

    /// <summary>Null when they will do.</summary>
    /// <param name="whose">Whose hours they prove.</param>
    /// <param name="kept">How many were brought before for the same.</param>
    public async Task<PictureMistake?> MistakeAsync(Engagement engagement, IReadOnlyCollection<Guid> whose, PhotoHaul haul, int kept, CancellationToken ct)
    {
        var used = await UsedBeforeAsync([.. HoldersOf(engagement).Union(whose)], haul.Taken, ct);
        return haul.Without(used).Problem is { } problem ? new(problem, used) : haul.Taken.Count + kept is 0 or > Most ? new(Needed, []) : null;
    }

    /// <summary>They serve from now on; two that come at once with the same meet at the keys.</summary>
    /// <param name="broughtTo">The record or the backfill.</param>
    /// <param name="saidId">What they serve there; null until something is said.</param>
    public void Keep(Engagement engagement, IReadOnlyCollection<Guid> whose, Guid broughtTo, Guid? saidId, IReadOnlyList<TakenPhoto> pictures)
    {
        var holders = HoldersOf(engagement);
        db.AddRange(pictures.SelectMany(p => p.Fingerprints).Distinct().Select(print => new UsedPicture { Hash = print, SourceId = engagement.SourceId, HolderId = broughtTo, SaidId = saidId, At = clock.Now() }));
        Keep(holders, pictures.SelectMany(p => p.Looks.Parts));
        Keep(whose.Except(holders), pictures.Select(p => p.Looks.Parts[0])); // They may be many: the whole alone.

        void Keep(IEnumerable<Guid> where, IEnumerable<long> prints) => db.AddRange(where.SelectMany(holder => prints.Distinct().SelectMany(print => PictureSign.Of(holder, print, broughtTo, saidId, clock.Now()))));
    }

    /// <summary>What was brought before anything was said serves this from now on.</summary>
    public async Task AssignAsync(Guid broughtTo, Guid saidId, CancellationToken ct)
    {
        await UsedAt(broughtTo, null).ExecuteUpdateAsync(set => set.SetProperty(p => p.SaidId, saidId), ct);
        await SignsAt(broughtTo, null).ExecuteUpdateAsync(set => set.SetProperty(s => s.SaidId, saidId), ct);
    }

    /// <summary>What they were brought for came to nothing: they may serve again. Whoever looks at it goes on seeing them.</summary>
    public async Task GiveBackAsync(Guid broughtTo, Guid saidId, CancellationToken ct)
    {
        await UsedAt(broughtTo, saidId).ExecuteDeleteAsync(ct);
        await SignsAt(broughtTo, saidId).ExecuteDeleteAsync(ct);
    }

    private IQueryable<UsedPicture> UsedAt(Guid broughtTo, Guid? saidId) => db.Set<UsedPicture>().Where(p => p.HolderId == broughtTo && p.SaidId == saidId);

    private IQueryable<PictureSign> SignsAt(Guid broughtTo, Guid? saidId) => db.Set<PictureSign>().Where(s => s.HolderId == broughtTo && s.SaidId == saidId);

    /// <summary>Whose pictures are compared: those of the county, and of the team and whoever is in charge or brings them wherever they served.</summary>
    public static IReadOnlyList<Guid> HoldersOf(Guid? team, long division, params IReadOnlyCollection<Guid> people) =>
        [.. new[] { BackfillQuota.HolderOf(DivisionCodes.Above(division, CountyLevel)), team ?? Guid.Empty }.Concat(people).Where(holder => holder != Guid.Empty).Distinct()];

    private IReadOnlyList<Guid> HoldersOf(Engagement engagement) => HoldersOf(engagement.TeamId, engagement.DivisionCode, engagement.LeadId, db.Viewer.PersonId);

    private async Task<IReadOnlyList<RefusedPhoto>> UsedBeforeAsync(IReadOnlyList<Guid> holders, IReadOnlyList<TakenPhoto> pictures, CancellationToken ct)
    {
        var hashes = pictures.SelectMany(p => p.Fingerprints).Distinct().ToList();
        var keys = pictures.SelectMany(p => p.Looks.Ways).Distinct().SelectMany(PictureSign.Around).Distinct().ToList();
        var same = hashes.Count == 0 ? [] : await db.Set<UsedPicture>().Where(p => hashes.Contains(p.Hash)).Select(p => p.Hash).ToListAsync(ct);
        var near = keys.Count == 0 ? [] : await db.Set<PictureSign>().Where(s => holders.Contains(s.TeamId) && keys.Contains(s.Key)).Select(s => s.Print).Distinct().ToListAsync(ct);
        return [.. pictures.Where(p => p.Fingerprints.Any(same.Contains) || near.Exists(known => p.Looks.Ways.Any(way => PhotoSigns.Differ(known, way) <= NearBits))).Select(p => p.Refuse(PhotoFault.UsedBefore))];
    }
}

/// <summary>Why the pictures will not do.</summary>
/// <param name="Message">A source phrase.</param>
/// <param name="Photos">Those that have served before.</param>
internal sealed record PictureMistake(string Message, IReadOnlyList<RefusedPhoto> Photos)
{
    public StepAnswer Answer => Voice.Hours.Wrong("photos", Message) with { Photos = Photos };
}
