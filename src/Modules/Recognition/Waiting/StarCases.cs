using Microsoft.Extensions.Localization;
using Weiguang.Cases;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars;
using Weiguang.Recognition.Stars.Deciding;

namespace Weiguang.Recognition.Waiting;

/// <summary>Stars that wait for the office that certifies their level.</summary>
internal abstract class StarCases(AppDbContext db, StarDesk desk, PersonDirectory people, IStringLocalizer L) : CaseKind
{
    public override string Permission => RecognitionPermissions.CertifyStars;

    protected IQueryable<StarCase> Mine
    {
        get
        {
            var levels = Enumerable.Range(1, 5).Where(desk.MayCertify).ToList();
            return desk.Queue.Where(s => levels.Contains(s.Level));
        }
    }

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await desk.Queue.AsNoTracking().Where(s => ids.Contains(s.Id)).ToListAsync(ct);
        var names = await people.FindAsync(found.Select(s => s.PersonId), ct);
        var doubts = await DoubtsAsync(found, ct);
        return found.ToDictionary(s => s.Id, s => new CaseWords(
            L[StarWords.Of(s.Level)], names.GetValueOrDefault(s.PersonId)?.Name ?? "", $"/console/stars/{s.Id}", new(Permission, s.DivisionCode, null, [s.PersonId, .. doubts[s.Id]])));
    }

    /// <summary>Who objected, and so does not decide.</summary>
    private async Task<ILookup<Guid, Guid>> DoubtsAsync(List<StarCase> stars, CancellationToken ct)
    {
        var owners = stars.ConvertAll(s => s.PersonId);
        var open = await db.Set<StarObjection>().AsNoTracking().Where(o => owners.Contains(o.PersonId) && o.Upheld == null).Select(o => new { o.PersonId, o.Level, o.By }).ToListAsync(ct);
        return stars.SelectMany(s => open.Where(o => o.PersonId == s.PersonId && o.Level == s.Level).Select(o => (s.Id, o.By))).ToLookup(d => d.Id, d => d.By);
    }
}

/// <summary>Proposed, to be certified or declined.</summary>
internal sealed class CertifyCases(AppDbContext db, StarDesk desk, PersonDirectory people, IStringLocalizer phrases) : StarCases(db, desk, people, phrases)
{
    public override string Code => "stars.certify";

    public override string Phrase => Kernel.Text.Phrase.Of("认定星级");

    public override int Days => 10;

    public override IQueryable<OpenCase> Open() => Mine.Where(s => s.State == StarState.Proposed).Select(s => new OpenCase { SourceId = s.PersonId, Id = s.Id, DivisionCode = s.DivisionCode, At = s.StateAt });
}

/// <summary>Doubted in publicity: to be settled before the star is awarded.</summary>
internal sealed class DoubtCases(AppDbContext db, StarDesk desk, PersonDirectory people, IStringLocalizer phrases) : StarCases(db, desk, people, phrases)
{
    public override string Code => "stars.objection";

    public override string Phrase => Kernel.Text.Phrase.Of("核实星级异议");

    public override int Days => 0;

    public override IQueryable<OpenCase> Open() => Mine.Where(s => s.State == StarState.Publicity && s.OpenObjections > 0 && s.PublicUntil != null)
        .Select(s => new OpenCase { SourceId = s.PersonId, Id = s.Id, DivisionCode = s.DivisionCode, At = s.PublicUntil!.Value });
}

/// <summary>Awarded, and the hours have fallen since: kept or withdrawn.</summary>
internal sealed class ReviewCases(AppDbContext db, StarDesk desk, PersonDirectory people, IStringLocalizer phrases) : StarCases(db, desk, people, phrases)
{
    public override string Code => "stars.review";

    public override string Phrase => Kernel.Text.Phrase.Of("复核星级");

    public override int Days => 10;

    public override IQueryable<OpenCase> Open() => Mine.Where(s => s.State == StarState.UnderReview).Select(s => new OpenCase { SourceId = s.PersonId, Id = s.Id, DivisionCode = s.DivisionCode, At = s.StateAt });
}
