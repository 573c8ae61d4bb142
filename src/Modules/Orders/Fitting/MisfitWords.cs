using Microsoft.Extensions.Localization;
using Weiguang.Eligibility;
using Weiguang.People;

namespace Weiguang.Orders.Fitting;

/// <summary>Somebody who cannot go, as the desk is told.</summary>
internal sealed record NamedMisfit(Guid PersonId, string Name, string Message);

internal static class MisfitWords
{
    public static async Task<IReadOnlyList<NamedMisfit>> NamedAsync(this IReadOnlyList<Misfit> misfits, PersonDirectory people, IStringLocalizer L, CancellationToken ct)
    {
        var names = await people.FindAsync(misfits.Select(m => m.PersonId), ct);
        return [.. misfits.Select(m => new NamedMisfit(m.PersonId, names.GetValueOrDefault(m.PersonId)?.Name ?? "", Why(m, L)))];
    }

    /// <summary>All of them in one sentence.</summary>
    public static string InWords(this IEnumerable<NamedMisfit> misfits, IStringLocalizer L) => string.Join(L["；"], misfits.Select(m => L["{0}去不了（{1}）", m.Name, m.Message].Value));

    private static string Why(Misfit misfit, IStringLocalizer L) => string.Join(L["；"],
        misfit.Unmet.Select(u => EligibilityWords.All(L, [u])).Concat(misfit.IsBusy ? [L["这几个时间都已经答应了别的事"].Value] : []));
}
