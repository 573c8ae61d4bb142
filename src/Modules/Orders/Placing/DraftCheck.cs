using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Orders.Placing;

/// <summary>The rules a draft must meet by itself; what needs the database is checked when it is placed.</summary>
internal static class DraftCheck
{
    private const int MostWindows = 3;
    private static readonly string ForWhom = Phrase.Of("这里写了别人，上面选的却是“给自己”。给他点，上面请选“替别人点”；给自己点，请把这里擦掉。");
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(60);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(12);

    public static Dictionary<string, string[]> Errors(OrderDraft draft, DateTime now)
    {
        var errors = new Dictionary<string, string[]>();
        Need(draft.MenuItemId is not null || !string.IsNullOrWhiteSpace(draft.Title), "title", Phrase.Of("请写上需要什么帮助"));
        Need(!ShortWords.IsLonger(draft.Title, 60), "title", Phrase.Of("最多写 60 个字"));
        Need(!ShortWords.IsLonger(draft.NotesBeside(null), FreeText.MostLetters), "notes", Phrase.Of("最多写 1000 个字"));
        Need(draft.Category is not { Length: > 0 } category || ServiceCategories.All.Any(c => c.Code == category), "category", Phrase.Of("没有这个服务类别"));
        Need(draft.DivisionCode is not null, "divisionCode", Phrase.Of("请选所在的村或社区"));
        Need(!string.IsNullOrWhiteSpace(draft.Address), "address", Phrase.Of("请写上详细地址，志愿者才找得到"));
        Need(!ShortWords.IsLonger(draft.Address, 100), "address", Phrase.Of("最多写 100 个字"));
        Need(Datums.Parse(draft.Datum) is not null, "datum", Phrase.Of("坐标系只能是 wgs84 或 gcj02"));
        Need(PositionOf(draft) is not { IsValid: false }, "position", Phrase.Of("位置不对"));
        if (draft.ForSomeoneElse)
        {
            Need(!string.IsNullOrWhiteSpace(draft.ContactName) && !ShortWords.IsLonger(draft.ContactName, 30), "contactName", Phrase.Of("请写上要帮的人的姓名"));
            Need(PhoneText.Contact(draft.ContactPhone) is not null, "contactPhone", Phrase.Of("手机号要 11 位，比如 139 0000 0000（空格没关系）；座机前面要加区号"));
        }
        else
        {
            // Neither thrown away nor guessed: which of the two is meant is for whoever wrote it to say.
            Need(string.IsNullOrWhiteSpace(draft.ContactName), "contactName", ForWhom);
            Need(string.IsNullOrWhiteSpace(draft.ContactPhone), "contactPhone", ForWhom);
        }

        CheckWindows(draft, now, Need);
        return errors;

        void Need(bool ok, string field, string message)
        {
            if (!ok)
            {
                errors.TryAdd(field, [message]);
            }
        }
    }

    public static GeoPoint? PositionOf(OrderDraft draft) => (draft.Lat, draft.Lon) switch
    {
        ({ } lat, { } lon) => (Datums.Parse(draft.Datum) ?? Datum.Wgs84).Read(lat, lon),
        (null, null) => null,
        _ => new GeoPoint(double.NaN, double.NaN),
    };

    public static List<TimeWindow> WindowsOf(OrderDraft draft, DateTime now) => draft.Windows.Count == 0
        ? [new TimeWindow(now, now.AddHours(4))]
        : [.. draft.Windows.Select(w => new TimeWindow(w.From.UtcDateTime, w.To.UtcDateTime)).OrderBy(w => w.From)];

    private static void CheckWindows(OrderDraft draft, DateTime now, Action<bool, string, string> need)
    {
        need(draft.Windows.Count > 0 || draft.Urgency == Urgency.Urgent, "windows", Phrase.Of("请选什么时候方便"));
        need(draft.Windows.Count <= MostWindows, "windows", Phrase.Of("最多选三个时间"));
        foreach (var window in draft.Windows)
        {
            need(window.From < window.To && window.To - window.From <= LongestWindow, "windows", Phrase.Of("时间段不对"));
            need(window.To.UtcDateTime > now, "windows", Phrase.Of("这个时间已经过去了"));
            need(window.From.UtcDateTime < now + Furthest, "windows", Phrase.Of("最多约到 60 天以后"));
        }
    }
}
