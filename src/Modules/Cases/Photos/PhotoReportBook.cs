using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;

namespace Weiguang.Cases.Photos;

/// <summary>Pictures that somebody says should not be there: said by whoever sees them, decided by staff of the place.</summary>
internal sealed class PhotoReportBook(AppDbContext db, IEnumerable<IAlbum> albums, Referee referee, MessageBox messages, TimeProvider clock)
{
    /// <summary>What the viewer could speak of; null when there is nothing they see.</summary>
    public async Task<(AlbumOwner Owner, IReadOnlyList<AlbumShot> Shots)?> SeenAsync(string album, Guid owner, CancellationToken ct) =>
        Find(album) is { } kind && await kind.FindAsync(owner, ct) is { } found && await kind.ReadAsync(owner, ct) is { Count: > 0 } shots ? (found, shots) : null;

    /// <summary>The same person about the same picture is heard once.</summary>
    public async Task<StepAnswer> ReportAsync(string album, Guid owner, Guid photo, string? reason, CancellationToken ct)
    {
        if (await SeenAsync(album, owner, ct) is not var (of, shots))
        {
            return PhotoVoice.Report.Missing;
        }

        if (shots.FirstOrDefault(s => s.Id == photo) is not { } shot)
        {
            return PhotoVoice.Report.Wrong("photo", Phrase.Of("请选是哪一张"));
        }

        if (PhotoVoice.Report.Reason("reason", reason) is { } wrong)
        {
            return wrong;
        }

        var me = db.Viewer.PersonId;
        if (!await db.Set<PhotoReport>().AnyAsync(r => r.PhotoId == photo && r.By == me && r.Upheld == null, ct))
        {
            db.Add(new PhotoReport
            {
                Album = album, OwnerId = owner, PhotoId = photo, BroughtBy = shot.ById, TeamId = of.TeamId, DivisionCode = of.DivisionCode,
                Title = ShortWords.Of(of.Title, PhotoReport.MostTitle), Page = of.Page, By = me, Reason = reason!.Trim(), At = clock.Now(),
            });
            await db.SaveChangesAsync(ct);
        }

        return PhotoVoice.Report.Done;
    }

    /// <summary>Takes the picture down, wherever it is, or leaves it; all that was said of it is settled with that.</summary>
    public async Task<StepAnswer> DecideAsync(Guid id, bool? takeDown, string? words, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await db.LockAsync<PhotoReport>(id, ct) is not { } report || !db.Viewer.May(CasePermissions.Photos))
        {
            return PhotoVoice.Report.Missing;
        }

        if (report.Upheld is not null)
        {
            return report.DecidedBy == db.Viewer.PersonId && report.Upheld == takeDown ? PhotoVoice.Report.Done : PhotoVoice.Report.NotNow;
        }

        if (!await referee.MayDecideAsync(report.Matter, ct))
        {
            return PhotoVoice.Report.NotYours;
        }

        if (takeDown is not { } down)
        {
            return PhotoVoice.Report.Wrong("takeDown", Phrase.Of("请选撤下还是留着"));
        }

        if (PhotoVoice.Report.Reason("decision", words) is { } wrong)
        {
            return wrong;
        }

        var others = await db.Set<PhotoReport>().IgnoreQueryFilters().AsTracking().Where(r => r.PhotoId == report.PhotoId && r.Id != report.Id && r.Upheld == null).OrderBy(r => r.Id).ToListAsync(ct);
        foreach (var said in others.Prepend(report))
        {
            said.Decide(down, words!.Trim(), db.Viewer.PersonId, clock.Now());
            messages.Put(said.By, down ? CaseMessages.PhotoReportUpheld : CaseMessages.PhotoReportRefused, said.Page, said.Decision);
        }

        if (down && Find(report.Album) is { } kind && await kind.TakeDownAsync(report.OwnerId, report.PhotoId, ct))
        {
            messages.Put(report.BroughtBy, CaseMessages.PhotoTakenDown, AlbumLinks.Of(report.Album, report.OwnerId), report.Decision);
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return PhotoVoice.Report.Done;
    }

    public async Task<bool> MayDecideAsync(PhotoReport report, CancellationToken ct) => report.Upheld is null && await referee.MayDecideAsync(report.Matter, ct);

    /// <summary>The picture as the viewer sees it, and what it belongs to; null when it is gone.</summary>
    public async Task<(AlbumOwner Owner, AlbumShot Shot)?> AboutAsync(PhotoReport report, CancellationToken ct) =>
        await SeenAsync(report.Album, report.OwnerId, ct) is var (owner, shots) && shots.FirstOrDefault(s => s.Id == report.PhotoId) is { } shot ? (owner, shot) : null;

    private IAlbum? Find(string album) => albums.FirstOrDefault(a => a.Name == album);
}
