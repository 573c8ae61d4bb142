using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Lists;

/// <summary>A list that somebody takes away: written down first, then sent.</summary>
internal abstract class ListFile
{
    /// <summary>More than that is no list to work through on paper, but a copy of the register.</summary>
    public const int MostRows = 50_000;

    public const int ShortestReason = 5;
    public const int LongestReason = 200;

    public abstract ListQuery QueryOf(IQueryCollection asked);

    /// <param name="reason">Why it is taken whole; null when it is masked.</param>
    public abstract Task<IResult> TakeAsync(HttpContext http, bool asXlsx, string? reason, CancellationToken ct);
}

internal sealed class ListFile<TEntity, TRow>(IListing<TEntity, TRow> list) : ListFile
    where TEntity : class
    where TRow : class
{
    public override ListQuery QueryOf(IQueryCollection asked) => list.QueryOf(asked);

    public override async Task<IResult> TakeAsync(HttpContext http, bool asXlsx, string? reason, CancellationToken ct)
    {
        var (services, asked) = (http.RequestServices, http.Request.Query);
        var phrases = services.GetRequiredService<IStringLocalizer>();
        var found = await list.CountAsync(asked, MostRows, ct);
        var filters = QueryOf(asked).Narrowing.Select(c => new ExportFilter(c.Filter.Words, c.Filter.Options.FirstOrDefault(o => o.Value == c.Value).Words ?? c.Value));
        var columns = list.Columns;
        var isPersonal = columns.Any(c => c.Personal is not null);
        await services.GetRequiredService<AccessLog>().ExportedAsync(list.Title, [.. filters], Math.Min(found, MostRows), isPersonal && reason is null, reason ?? "", ct);

        var heads = columns.Select(c => phrases[c.Words].Value).ToList();
        var end = found > MostRows ? phrases[Phrase.Of("只有前 {0} 行，后面还有。请筛选得细一些，分几次导出。"), MostRows].Value : null;
        var name = $"{phrases[list.Title]} {services.GetRequiredService<TimeProvider>().Today():yyyy-MM-dd}";
        return new SheetResult(name, asXlsx, heads, RowsAsync(asked, columns, reason is not null, end, ct));
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryCollection asked, IReadOnlyList<ListColumn<TRow>> columns, bool whole, string? end, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in list.AllAsync(asked, MostRows, ct))
        {
            yield return [.. columns.Select(c => c.InFile(row, whole))];
        }

        if (end is not null)
        {
            yield return [end, .. columns.Skip(1).Select(_ => (object?)null)];
        }
    }
}
