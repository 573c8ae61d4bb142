using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn.WalkIns;

/// <summary>Somebody put down at the door, as whoever runs it reads it. The phone is masked.</summary>
internal sealed record GuestLine(string Name, string Phone, Guid ShiftId, DateTime At, GuestState State, string Reason);

/// <summary>
/// People at the door who are known by name and phone alone. Whoever puts them down learns nothing of the phone: the answer is the same whether anybody is registered with it, and so is what follows. Its owner is told, or
/// finds it once they have registered, and says themselves whether they were there.
/// </summary>
internal sealed class GuestBook(AppDbContext db, ApprovedText approved, PersonDirectory people, MessageBox messages, Vault vault, IStringLocalizer L, TimeProvider clock)
{
    /// <summary>So long their names and phones are kept.</summary>
    private const int KeptDays = 30;

    /// <summary>The caller has made sure that the viewer runs the activity, and that the door is open.</summary>
    public async Task<WalkInReply> AddAsync(DoorView activity, Guid shiftId, WalkInForm form, string reason, CancellationToken ct)
    {
        if (PhoneText.Mobile(form.Named) is not { } phone)
        {
            return No("unknown", L["手机号要 11 位，志愿者证上的号码以 V 开头。请核对号码。"]);
        }

        if (PersonName.Parse(form.Name) is not { } name)
        {
            return No("needs-name", PersonName.Refusal(form.Name, L));
        }

        if (!form.Consents)
        {
            return No("needs-consent", L["先问他本人，他同意了再打勾。"]);
        }

        if (await people.ByPhoneAsync(phone, ct) is var owner && owner == db.Viewer.PersonId)
        {
            return No("own", L["自己不能加自己，请别的组织者来加。"]);
        }

        await using var work = await db.BeginWorkAsync(ct);
        if ((await db.LockUnscopedAsync<Shift>([activity.Id], ct)).Find(s => s.Id == shiftId) is not { } shift)
        {
            return No("not-now", L["这一班还没到签到的时候，或者已经结束了，现在加不了人。"]);
        }

        var index = vault.Index(Personal.Phone, phone);
        if (!await db.Set<Guest>().IgnoreQueryFilters().AnyAsync(g => g.ActivityId == activity.Id && g.ShiftId == shiftId && g.PhoneIndex == index, ct))
        {
            if (await Guests.RefusalAsync(db, shift, reason, ct) is { } no)
            {
                return no == MoveOutcome.NeedsReason ? No("needs-reason", L["名额满了。真要加他，请写一句为什么，会留在名单上。"]) : No("too-many", L["这一班已经多加了不少人，不能再加了。"]);
            }

            db.Add(new Guest { ActivityId = activity.Id, ShiftId = shiftId, Name = name, Phone = vault.Seal(Personal.Phone, phone), PhoneIndex = index, ById = db.Viewer.PersonId, At = clock.Now(), Reason = reason });
            messages.Put(owner ?? Guid.Empty, ActivityMessages.NotedAtDoor, WalkInLinks.Mine, (await approved.ReadAsync([activity.Id], ct))[activity.Id].Title, MessageBox.Time(shift.StartsAt));
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
        }

        return new(null, name, "noted", L["记下了：{0}。请他用这个手机号登录（没有登记过的先登记），在“现场加的”里点“我去了”，时长才算。", name], true);
    }

    /// <summary>Who was put down at the door of an activity, the last first; for whoever runs it.</summary>
    public async Task<IReadOnlyList<GuestLine>> OfAsync(Guid activityId, CancellationToken ct) =>
        [.. (await db.Set<Guest>().AsNoTracking().Where(g => g.ActivityId == activityId).OrderByDescending(g => g.At).ToListAsync(ct))
            .Select(g => new GuestLine(g.Name, vault.Masked(Personal.Phone, g.Phone), g.ShiftId, g.At, g.State, g.Reason))];

    /// <summary>Names and phones that nobody needs any more; returns how many.</summary>
    public async Task<int> ForgetAsync(CancellationToken ct)
    {
        var before = clock.Now().AddDays(-KeptDays);
        return await db.Set<Guest>().IgnoreQueryFilters().Where(g => g.At < before).ExecuteDeleteAsync(ct);
    }

    private static WalkInReply No(string answer, string message) => new(null, "", answer, message, false);
}

internal static class WalkInLinks
{
    public const string Mine = "/me/walk-ins";
}
