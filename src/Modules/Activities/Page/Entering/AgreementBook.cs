using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Page.Entering;

/// <summary>
/// The agreement between organiser and volunteer, with what the law wants in it (Regulation 685, article 14; Measures on volunteer records): what, when, where,
/// rights and duties of both, risk and cover, how it ends. Signing keeps the hash of the text that was shown.
/// </summary>
internal sealed class AgreementBook(AppDbContext db, IStringLocalizer L, TimeProvider clock)
{
    /// <summary>The paragraphs in the reader's language.</summary>
    public IReadOnlyList<string> TextOf(ActivityView a) =>
    [
        L["甲方（组织者）：{0}。乙方：报名的志愿者本人。", a.Organiser],
        L["服务内容：{0}。时间：以报上的班次为准。地点：{1}。", a.Title, a.Address],
        L["甲方如实告知服务内容和风险，提供必要的条件和培训，保护乙方的个人信息，如实记录服务时长并免费出具证明。"],
        L["乙方量力而行，遵守约定和现场安排，不向服务对象收取报酬，保护服务对象的隐私；来不了提前说。"],
        a.RiskNotice.Length > 0 ? L["风险提示：{0}", a.RiskNotice] : L["组织者没有写安全提示。有疑问先问组织者；遇到意外先保护好自己。"],
        L["双方都可以提前解除本协议，提前告诉对方即可。有争议先协商，协商不成的依法处理。"],
    ];

    /// <summary>Signs for the viewer what <see cref="TextOf"/> shows now; a second time changes nothing.</summary>
    public async Task SignAsync(ActivityView activity, CancellationToken ct)
    {
        var text = string.Join('\n', TextOf(activity));
        db.Add(new Agreement { ActivityId = activity.Id, PersonId = db.Viewer.PersonId, At = clock.Now(), TextHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear(); // Signed a moment ago in another window.
        }
    }
}
