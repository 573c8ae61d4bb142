using Weiguang.People;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition;

/// <summary>Which star 星级 each volunteer holds. It answers past the viewer's scope on purpose: a star is an honour that everybody may see.</summary>
public sealed class StarBook(AppDbContext db) : IStars
{
    public string Href => RecognitionLinks.Hours;

    private const int PeopleAQuery = 1000;

    /// <summary>Awarded levels, 1 to 5, by person; 0 for those without a star.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> LevelsAsync(IEnumerable<Guid> personIds, CancellationToken ct = default)
    {
        var levels = personIds.Distinct().ToDictionary(id => id, _ => 0);
        foreach (var people in levels.Keys.Chunk(PeopleAQuery))
        {
            var held = await db.Set<StarCase>().IgnoreQueryFilters()
                .Where(s => people.Contains(s.PersonId) && (s.State == StarState.Awarded || s.State == StarState.UnderReview))
                .GroupBy(s => s.PersonId).Select(g => new { g.Key, Level = g.Max(s => s.Level) }).ToListAsync(ct);
            held.ForEach(star => levels[star.Key] = star.Level);
        }

        return levels;
    }
}
