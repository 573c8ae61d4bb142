using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Photos;

/// <summary>Takes the pictures of every form and API: few, small, really pictures. One that is refused says which and why, and takes none of the others with it.</summary>
public sealed class PhotoIntake(AppDbContext db, Darkroom darkroom, TimeProvider clock)
{
    public const int Most = 6;

    private readonly Dictionary<(IFormFile File, int Side), (TakenPhoto? Photo, PhotoFault? Fault)> _developed = [];
    private readonly Dictionary<Guid, PhotoLooks> _looks = [];
    private readonly Dictionary<string, byte[]> _small = [];

    /// <summary>Pictures of this request were decoded, which is dear.</summary>
    public bool HasDeveloped { get; private set; }

    /// <summary>One of them for nothing: it cannot be kept, nor held for the next try of its form.</summary>
    public bool HasWasted { get; private set; }

    /// <summary>Decodes what a request brought before its transaction begins, for nobody shall wait for the database while pictures are decoded.</summary>
    /// <param name="held">Ids of pictures that came with an earlier try.</param>
    /// <param name="small">Whether lists will show them too.</param>
    internal async Task DevelopAsync(IReadOnlyList<IFormFile> files, IReadOnlyCollection<Guid> held, int side, bool small, CancellationToken ct)
    {
        var taken = (await HeldAsync(held, Most, ct)).ToList();
        foreach (var file in files.Take(Most))
        {
            var done = _developed[(file, side)] = await DevelopAsync(file, side, ct);
            taken.AddRange(done.Photo is { } photo ? [photo] : []);
        }

        foreach (var photo in small ? taken : [])
        {
            await SmallAsync(photo, ct);
        }
    }

    /// <summary>A picture as lists show it, made once.</summary>
    public async Task<byte[]> SmallAsync(TakenPhoto photo, CancellationToken ct) =>
        _small.TryGetValue(photo.Sent, out var made) ? made : _small[photo.Sent] = await darkroom.MakeSmallAsync(photo.File, db.Viewer.PersonId, ct);

    /// <param name="held">Ids of pictures that came with an earlier try of the same form; null for none.</param>
    /// <param name="most">How many there may be with the held ones.</param>
    /// <param name="judge">What else a picture must be; false refuses it as saying nothing.</param>
    public async Task<PhotoHaul> ReadAsync(
        IReadOnlyList<IFormFile> files, IReadOnlyCollection<Guid>? held, CancellationToken ct, int most = Most, int side = PhotoFile.MostSide, Func<PhotoFile, bool>? judge = null)
    {
        List<TakenPhoto> taken = [.. await HeldAsync(held ?? [], most, ct)];
        List<RefusedPhoto> refused = [];
        foreach (var file in files)
        {
            var (photo, fault) = taken.Count >= most ? (null, PhotoFault.TooMany) : _developed.TryGetValue((file, side), out var done) ? done : await DevelopAsync(file, side, ct);
            fault ??= judge?.Invoke(photo!.File) == false ? PhotoFault.SaysNothing : null;
            if (fault is { } wrong)
            {
                refused.Add(new(Path.GetFileName(file.FileName), wrong));
            }
            else if (!taken.Exists(t => t.Sent == photo!.Sent)) // The same file twice is one picture.
            {
                taken.Add(photo!);
            }
        }

        return new(taken, refused);
    }

    /// <summary>Keeps what was taken for the next try; the haul as the form shows it.</summary>
    public async Task<PhotoHaul> HoldAsync(PhotoHaul haul, CancellationToken ct)
    {
        if (haul.Taken.Count == 0)
        {
            return haul;
        }

        db.ChangeTracker.Clear(); // What a refused step left behind is not to be saved with it.
        var (me, now) = (db.Viewer.PersonId, clock.Now());
        var held = haul.Taken.Select(t => t with { Id = t.Id ?? Guid.CreateVersion7(clock.GetUtcNow()) }).ToList();
        db.AddRange(held.Where(t => !haul.Taken.Contains(t)).Select(t => new HeldPhoto
        {
            PersonId = me,
            Id = t.Id!.Value,
            At = now,
            ContentType = t.File.ContentType,
            Bytes = t.File.Bytes,
            Width = t.File.Width,
            Height = t.File.Height,
            Sent = t.Sent,
            Name = t.Name,
            Print = t.File.Signs.Print,
            TakenAt = t.File.Signs.TakenAt,
        }));
        await db.SaveChangesAsync(ct);
        var surplus = await Mine.OrderByDescending(p => p.At).ThenByDescending(p => p.Id).Skip(HeldPhoto.Most).Select(p => p.Id).ToListAsync(ct);
        await Mine.Where(p => surplus.Contains(p.Id)).ExecuteDeleteAsync(ct);
        return haul with { Taken = held };
    }

    /// <summary>After a step with pictures: holds them for the next try where the form was wrong, without those that the step would not have; lets them go where it was right; the haul as the form shows it.</summary>
    public async Task<PhotoHaul> KeepAsync(PhotoHaul haul, StepAnswer answer, CancellationToken ct)
    {
        if (answer.Outcome == StepOutcome.Invalid)
        {
            var left = haul.Without(answer.Photos);
            await ReleaseAsync(haul with { Taken = [.. haul.Taken.Except(left.Taken)] }, ct);
            return await HoldAsync(left, ct);
        }

        await ReleaseAsync(haul, ct);
        return PhotoHaul.Nothing;
    }

    /// <summary>The form was right: what waited for it need not wait any more.</summary>
    public async Task ReleaseAsync(PhotoHaul haul, CancellationToken ct)
    {
        var ids = haul.Taken.Where(t => t.Id is not null).Select(t => t.Id!.Value).ToList();
        if (ids.Count > 0)
        {
            await Mine.Where(p => ids.Contains(p.Id)).ExecuteDeleteAsync(ct);
        }
    }

    internal Task<HeldPhoto?> FindAsync(Guid id, CancellationToken ct) => Mine.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);

    private async Task<(TakenPhoto? Photo, PhotoFault? Fault)> DevelopAsync(IFormFile file, int side, CancellationToken ct)
    {
        var done = await darkroom.DevelopAsync(file, side, db.Viewer.PersonId, ct);
        HasDeveloped |= done.Fault is null or PhotoFault.Broken;
        HasWasted |= done.Fault is PhotoFault.Broken;
        return done;
    }

    private IQueryable<HeldPhoto> Mine => db.Set<HeldPhoto>().Where(p => p.PersonId == db.Viewer.PersonId);

    private async Task<IEnumerable<TakenPhoto>> HeldAsync(IReadOnlyCollection<Guid> held, int most, CancellationToken ct)
    {
        var ids = held.Take(most).ToList();
        var photos = ids.Count == 0 ? [] : await Mine.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        var taken = new List<TakenPhoto>();
        foreach (var photo in photos.OrderBy(p => ids.IndexOf(p.Id)))
        {
            var file = new PhotoFile(photo.ContentType, photo.Bytes, photo.Width, photo.Height) { Signs = PhotoSigns.None with { Print = photo.Print, TakenAt = photo.TakenAt } };
            var looks = _looks.TryGetValue(photo.Id, out var known) ? known : _looks[photo.Id] = await darkroom.LookAsync(file, db.Viewer.PersonId, ct);
            taken.Add(new(file, photo.Sent, looks, photo.Name, photo.Id));
        }

        return taken;
    }
}
