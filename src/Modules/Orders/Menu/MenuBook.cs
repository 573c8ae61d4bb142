using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Orders.Menu;

/// <summary>A service as a station writes it on its menu.</summary>
/// <param name="Skill">Code of who may go; empty when anybody may.</param>
/// <param name="CoveredUntil">Last day of the insurance that dangerous work needs.</param>
internal sealed record MenuDraft(string? Title, string? Category, int? Minutes, string? Skill, string? Description, int? MinAge, bool IsDangerous, string? Cover, DateOnly? CoveredUntil);

/// <summary>What a station offers.</summary>
internal sealed class MenuBook(AppDbContext db, TimeProvider clock)
{
    /// <returns>Messages by field, source phrases; none when it stands on the menu.</returns>
    public async Task<Dictionary<string, string>> AddAsync(Guid stationId, MenuDraft draft, CancellationToken ct)
    {
        var errors = Errors(draft);
        if (errors.Count == 0)
        {
            db.Add(new MenuItem
            {
                StationId = stationId,
                Title = draft.Title!.Trim(),
                Category = ServiceCategories.All.FirstOrDefault(c => c.Code == draft.Category)?.Code ?? "0099",
                DurationMinutes = draft.Minutes!.Value,
                RequiredSkill = Skills.All.FirstOrDefault(s => s.Code == draft.Skill)?.Code ?? "",
                Description = draft.Description?.Trim() ?? "",
                MinAge = draft.MinAge,
                IsDangerous = draft.IsDangerous,
                Cover = draft.Cover?.Trim() ?? "",
                CoveredUntil = draft.CoveredUntil,
            });
            await db.SaveChangesAsync(ct);
        }

        return errors;
    }

    /// <summary>False when the station has no such item.</summary>
    public async Task<bool> OfferAsync(Guid stationId, Guid id, bool isOffered, CancellationToken ct) =>
        await db.Set<MenuItem>().Where(i => i.StationId == stationId && i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.IsOffered, isOffered), ct) == 1;

    /// <summary>The insurance of a dangerous service, renewed. An end before the one that stands is taken only from somebody who has seen that one: an older form shortens nothing unseen.</summary>
    /// <param name="seen">The later end that they were shown.</param>
    /// <returns>As <see cref="AddAsync"/>; and the end that stands where it is later than theirs.</returns>
    public async Task<(Dictionary<string, string> Errors, DateOnly? Stands)> CoverAsync(Guid stationId, Guid id, string? cover, DateOnly? until, DateOnly? seen, CancellationToken ct)
    {
        var (errors, item) = (new Dictionary<string, string>(), db.Set<MenuItem>().Where(i => i.StationId == stationId && i.Id == id && i.IsDangerous));
        CheckCover(cover, until, errors);
        if (errors.Count > 0 || await item.Where(i => i.CoveredUntil == null || i.CoveredUntil <= until || i.CoveredUntil == seen)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Cover, cover!.Trim()).SetProperty(i => i.CoveredUntil, until), ct) == 1)
        {
            return (errors, null);
        }

        var stands = await item.Select(i => i.CoveredUntil).SingleOrDefaultAsync(ct);
        if (stands is null)
        {
            errors.Add("Id", Phrase.Of("请选要续保险的那一项"));
        }

        return (errors, stands);
    }

    private void CheckCover(string? cover, DateOnly? until, Dictionary<string, string> errors)
    {
        if (string.IsNullOrWhiteSpace(cover))
        {
            errors.TryAdd("Cover", Phrase.Of("有危险的服务要先给志愿者上保险，请写哪家保险公司、保单号"));
        }

        if (ShortWords.IsLonger(cover, 100))
        {
            errors.TryAdd("Cover", Phrase.Of("最多写 100 个字"));
        }

        if (!(until >= clock.Today()))
        {
            errors.TryAdd("CoveredUntil", Phrase.Of("请写保险保到哪天，过期的不行"));
        }
    }

    private Dictionary<string, string> Errors(MenuDraft draft)
    {
        var errors = new Dictionary<string, string>();
        Need(!string.IsNullOrWhiteSpace(draft.Title) && !ShortWords.IsLonger(draft.Title, 60), nameof(draft.Title), Phrase.Of("请写上服务的名字"));
        Need(draft.Minutes is >= 10 and <= 480, nameof(draft.Minutes), Phrase.Of("请填 10 到 480 分钟"));
        Need(!ShortWords.IsLonger(draft.Description, 400), nameof(draft.Description), Phrase.Of("最多写 400 个字"));
        Need(draft.MinAge is null or (>= 8 and <= 100), nameof(draft.MinAge), Phrase.Of("年龄填 8 到 100"));
        Need(!ShortWords.IsLonger(draft.Cover, 100), nameof(draft.Cover), Phrase.Of("最多写 100 个字"));
        if (draft.IsDangerous)
        {
            CheckCover(draft.Cover, draft.CoveredUntil, errors);
        }

        return errors;

        void Need(bool ok, string field, string message)
        {
            if (!ok)
            {
                errors.TryAdd(field, message);
            }
        }
    }
}
