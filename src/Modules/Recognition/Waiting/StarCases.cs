using Microsoft.Extensions.Localization;
using Weiguang.Cases;
using Weiguang.Kernel.Text;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars;
using Weiguang.Recognition.Stars.Deciding;
using Weiguang.Regions;

namespace Weiguang.Recognition.Waiting;

/// <summary>Stars that wait for the office that certifies their level.</summary>
internal abstract class StarCases(StarSteps steps, PersonDirectory people, IStringLocalizer L, string code, string what, int days) : CaseKind(code, what, RecognitionPermissions.CertifyStars, days)
{
    protected IQueryable<StarCase> Mine
    {
        get
        {
            var levels = Enumerable.Range(1, 5).Where(steps.MayCertify).ToList();
            return steps.Queue.Where(s => levels.Contains(s.Level));
        }
    }

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await steps.Queue.AsNoTracking().Where(s => ids.Contains(s.Id)).ToListAsync(ct);
        var names = await people.FindAsync(found.Select(s => s.PersonId), ct);
        var matters = await steps.MattersAsync(found, ct);
        return found.ToDictionary(s => s.Id, s => new CaseWords(
            L[StarWords.Of(s.Level)], names.GetValueOrDefault(s.PersonId)?.Name ?? "", $"/console/stars/{s.Id}", matters[s.Id]));
    }
}

/// <summary>Proposed, to be certified or declined.</summary>
internal sealed class CertifyCases(StarSteps steps, PersonDirectory people, IStringLocalizer phrases) : StarCases(steps, people, phrases, "recognition.certify", Phrase.Of("认定星级"), days: 10)
{
    public override IQueryable<OpenCase> Open() => Mine.Where(s => s.State == StarState.Proposed).Select(s => new OpenCase { SourceId = s.PersonId, Id = s.Id, DivisionCode = s.DivisionCode, At = s.StateAt });
}

/// <summary>Doubted in publicity: to be settled before the star is awarded.</summary>
internal sealed class DoubtCases(StarSteps steps, PersonDirectory people, IStringLocalizer phrases) : StarCases(steps, people, phrases, "recognition.objection", Phrase.Of("核实星级异议"), days: 0)
{
    public override IQueryable<OpenCase> Open() => Mine.Where(s => s.State == StarState.Publicity && s.OpenObjections > 0 && s.PublicUntil != null)
        .Select(s => new OpenCase { SourceId = s.PersonId, Id = s.Id, DivisionCode = s.DivisionCode, At = s.PublicUntil!.Value });
}

/// <summary>Awarded, and the hours have fallen since: kept or withdrawn.</summary>
internal sealed class ReviewCases(StarSteps steps, PersonDirectory people, IStringLocalizer phrases) : StarCases(steps, people, phrases, "recognition.review", Phrase.Of("复核星级"), days: 10)
{
    public override IQueryable<OpenCase> Open() => Mine.Where(s => s.State == StarState.UnderReview).Select(s => new OpenCase { SourceId = s.PersonId, Id = s.Id, DivisionCode = s.DivisionCode, At = s.StateAt });
}

/// <summary>Changes of the rules of stars.</summary>
internal sealed class StarRuleCases(RuleBook book, PersonDirectory people, RegionDirectory regions, IStringLocalizer phrases)
    : RuleCaseKind("recognition.rule", Phrase.Of("同意改星级规则"), RecognitionPermissions.SetStarRules, [StarRule.Sheet], book, people, regions, phrases)
{
    protected override string HrefOf(RuleSheet sheet, long place) => $"{RecognitionLinks.StarRules}?place={place}";
}
