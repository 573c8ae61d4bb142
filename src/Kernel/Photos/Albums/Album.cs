using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Photos;

/// <summary>How pictures of a thing are kept and changed, the same for all kinds; a kind says who its owners are.</summary>
/// <param name="name">See <see cref="IAlbum.Name"/>.</param>
public abstract class Album<T>(string name, AppDbContext db, PhotoIntake intake, TimeProvider clock) : IAlbum where T : AlbumPhoto, new()
{
    public string Name => name;

    protected AppDbContext Db => db;

    /// <summary>Those that everybody may see, whoever asks.</summary>
    protected abstract IQueryable<T> OpenToAll { get; }

    public abstract Task<AlbumOwner?> FindAsync(Guid owner, CancellationToken ct);

    /// <summary>Holds the row of the owner, so that two do not put pictures into one place.</summary>
    protected abstract Task HoldAsync(Guid owner, CancellationToken ct);

    public async Task<IReadOnlyList<AlbumShot>> ReadAsync(Guid owner, CancellationToken ct) =>
        await ShotsAsync(db.Set<T>().Where(p => p.OwnerId == owner), ct) is { Count: > 0 } own ? own : await ShotsAsync(OpenToAll.Where(p => p.OwnerId == owner), ct); // Who sees nothing of the thing itself sees what hangs in public.

    public async Task<IReadOnlyDictionary<Guid, AlbumShot>> TitlesAsync(IReadOnlyCollection<Guid> owners, CancellationToken ct) => owners.Count == 0 ? new Dictionary<Guid, AlbumShot>()
        : (await ShotsAsync(OpenToAll.Where(p => owners.Contains(p.OwnerId)), ct)).GroupBy(s => s.Owner).ToDictionary(g => g.Key, g => g.First());

    public async Task<PictureShown?> ShowAsync(Guid owner, Guid id, bool isSmall, CancellationToken ct) =>
        await PictureAsync(OpenToAll, owner, id, isSmall, isForAll: true, ct) ?? (db.Viewer.IsSignedIn ? await PictureAsync(db.Set<T>(), owner, id, isSmall, isForAll: false, ct) : null);

    public async Task<StepAnswer> AddAsync(Guid owner, PhotoHaul haul, PhotoWords said, CancellationToken ct)
    {
        var errors = Check(haul, said);
        var small = new List<byte[]>();
        foreach (var taken in haul.Taken)
        {
            small.Add(await intake.SmallAsync(taken, ct)); // Before anybody holds a row: it takes its time.
        }

        return await ChangeAsync(owner, o => o.MayEdit, async o =>
        {
            var there = await db.Set<T>().IgnoreQueryFilters().Where(p => p.OwnerId == owner).Select(p => p.Place).ToListAsync(ct);
            if (errors.Count == 0 && there.Count + haul.Taken.Count > o.Most)
            {
                errors["photos"] = [Phrase.Of("放不下这么多，先去掉几张旧的")];
            }

            if (errors.Count > 0)
            {
                return AlbumVoice.Photo.Wrong(errors);
            }

            var first = there.DefaultIfEmpty(0).Max() + 1;
            After(o);
            db.AddRange(haul.Taken.Select((taken, i) => AlbumPhoto.Of<T>(owner, Guid.CreateVersion7(clock.GetUtcNow()), first + i, taken.File, small[i], said, db.Viewer.PersonId, clock.Now(), o.Waits is null)));
            return AlbumVoice.Photo.Done;
        }, ct);
    }

    public async Task<StepAnswer> DescribeAsync(Guid owner, Guid id, string words, CancellationToken ct) => await ChangeAsync(owner, id, o => o.MayEdit, (o, photo) =>
    {
        if (ShortWords.IsLonger(words, AlbumPhoto.MostWords))
        {
            return AlbumVoice.Photo.Wrong("words", Phrase.Of("最多写 60 个字"));
        }

        var said = words.Trim();
        photo.Describe(said, isShown: o.Waits is null || said == photo.Words); // Words are seen by whoever sees the picture: they wait as it did.
        return AlbumVoice.Photo.Done;
    }, ct);

    public async Task<StepAnswer> MoveAsync(Guid owner, Guid id, int place, CancellationToken ct) => await ChangeAsync(owner, o => o.MayEdit, async _ =>
    {
        var all = await Held(owner).ToListAsync(ct);
        if (all.Find(p => p.Id == id) is not { } moved)
        {
            return AlbumVoice.Photo.Missing;
        }

        all.Remove(moved);
        all.Insert(Math.Clamp(place - 1, 0, all.Count), moved);
        for (var i = 0; i < all.Count; i++)
        {
            all[i].Move(i + 1);
        }

        return AlbumVoice.Photo.Done;
    }, ct);

    public async Task<StepAnswer> RemoveAsync(Guid owner, Guid id, CancellationToken ct) => await ChangeAsync(owner, id, o => o.MayRemove, (_, photo) =>
    {
        db.Remove(photo);
        return AlbumVoice.Photo.Done;
    }, ct);

    public async Task<StepAnswer> ApproveAsync(Guid owner, Guid id, CancellationToken ct) => await ChangeAsync(owner, id, o => o.MayShow, (_, photo) =>
    {
        if (photo.ById == db.Viewer.PersonId || !photo.IsForAll)
        {
            return photo.IsForAll ? AlbumVoice.Own : AlbumVoice.Photo.NotYours;
        }

        photo.Show(clock.Now());
        return AlbumVoice.Photo.Done;
    }, ct);

    public async Task<bool> TakeDownAsync(Guid owner, Guid id, CancellationToken ct) =>
        await db.Set<T>().IgnoreQueryFilters().Where(p => p.OwnerId == owner && p.Id == id).ExecuteDeleteAsync(ct) > 0;

    /// <summary>Pictures came in: whoever is to know is told.</summary>
    protected virtual void After(AlbumOwner owner)
    {
    }

    private static Dictionary<string, string[]> Check(PhotoHaul haul, PhotoWords said)
    {
        var errors = new Dictionary<string, string[]>();
        if (haul.Problem is { } problem)
        {
            errors["photos"] = [problem];
        }
        else if (haul.Taken.Count == 0)
        {
            errors["photos"] = [Phrase.Of("请先选照片")];
        }

        if (said.HasPeople is null)
        {
            errors["people"] = [Phrase.Of("请说说照片里的人答应了没有")];
        }

        if (ShortWords.IsLonger(said.Words, AlbumPhoto.MostWords))
        {
            errors["words"] = [Phrase.Of("最多写 60 个字")];
        }

        return errors;
    }

    private Task<StepAnswer> ChangeAsync(Guid owner, Guid id, Func<AlbumOwner, bool> may, Func<AlbumOwner, T, StepAnswer> change, CancellationToken ct) => ChangeAsync(owner, may, async o =>
        await Held(owner).SingleOrDefaultAsync(p => p.Id == id, ct) is { } photo ? change(o, photo) : AlbumVoice.Photo.Missing, ct);

    private async Task<StepAnswer> ChangeAsync(Guid owner, Func<AlbumOwner, bool> may, Func<AlbumOwner, Task<StepAnswer>> change, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        await HoldAsync(owner, ct);
        if (await FindAsync(owner, ct) is not { } found)
        {
            return AlbumVoice.Photo.Missing;
        }

        var answer = may(found) ? await change(found) : AlbumVoice.Photo.NotYours;
        if (answer.IsDone)
        {
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
        }

        return answer;
    }

    private IQueryable<T> Held(Guid owner) => db.Set<T>().AsTracking().Where(p => p.OwnerId == owner).OrderBy(p => p.Place);

    private static async Task<PictureShown?> PictureAsync(IQueryable<T> from, Guid owner, Guid id, bool isSmall, bool isForAll, CancellationToken ct)
    {
        var found = from.AsNoTracking().Where(p => p.OwnerId == owner && p.Id == id);
        return await (isSmall ? found.Select(p => new PictureShown(SmallPhoto.ContentType, p.Small, isForAll)) : found.Select(p => new PictureShown(p.ContentType, p.Bytes, isForAll))).SingleOrDefaultAsync(ct);
    }

    private async Task<List<AlbumShot>> ShotsAsync(IQueryable<T> photos, CancellationToken ct)
    {
        var rows = await photos.AsNoTracking().OrderBy(p => p.Place).ThenBy(p => p.Id).Select(p => new { p.OwnerId, p.Id, p.Words, p.HasPeople, p.IsForAll, p.Width, p.Height, p.At, p.ById, p.ShownAt }).ToListAsync(ct);
        return rows.ConvertAll(p => new AlbumShot(name, p.OwnerId, p.Id) { Words = p.Words, HasPeople = p.HasPeople, IsForAll = p.IsForAll, Width = p.Width, Height = p.Height, At = p.At, ById = p.ById, Waits = p.ShownAt is null });
    }
}
