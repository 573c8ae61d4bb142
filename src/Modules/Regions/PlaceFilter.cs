using System.Linq.Expressions;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;

namespace Weiguang.Regions;

/// <summary>Narrows a list to a place and everything below it, however somebody names the place.</summary>
public static class PlaceFilter
{
    /// <param name="division">The column the place stands in.</param>
    /// <param name="nowhere">Told when what was asked for is no place: then there is nothing to list.</param>
    public static ListFilter<TEntity> Of<TEntity>(RegionDirectory regions, Expression<Func<TEntity, long>> division, Action? nowhere = null) =>
        ListFilters.LookedUp<TEntity>("place", Phrase.Of("地方"), async (rows, text, ct) =>
        {
            if (await regions.SearchAsync(text, 0, 1, ct) is [var place, ..])
            {
                return rows.Within(DivisionCodes.Range(place.Code), division);
            }

            nowhere?.Invoke();
            return rows.Where(_ => false);
        }) with { Placeholder = Phrase.Of("地名、首字母或代码") };
}
