using System.Text.RegularExpressions;
using Weiguang.Kernel.Time;

namespace Weiguang.Browser;

/// <summary>
/// The hours of one visit, by the pages alone: it is recorded, shown, looked into because it was at night, corrected, doubted and taken back, and the ledger adds up at the end. Each decision is somebody else's:
/// whoever has had a hand in it is not asked again.
/// </summary>
public sealed class VisitJourneyTests(Site site) : IAsyncDisposable
{
    private readonly TimedSite _timed = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visit_at_night_is_recorded_shown_looked_into_corrected_and_doubted()
    {
        var helper = (await _timed.VolunteersAsync(Ct))[0];
        _timed.Clock.TurnTo(new(_timed.Clock.Today().AddDays(1).ToDateTime(new TimeOnly(1, 30)).FromShanghai(), TimeSpan.Zero));
        var (resident, station) = (await EnterAsync("resident", Size.Phone), await EnterAsync("station", Size.Desk));
        var order = await OrderAsync(resident);
        await SendAsync(station, order);
        await _timed.CastAsync(helper, Ct);
        var volunteer = await EnterAsync("volunteer", Size.Phone);
        await ServeAsync(volunteer, resident, order);

        var record = await RecordAsync(volunteer, resident, order);
        await LookIntoAsync(order);
        await CorrectAsync(volunteer, station, record);
        await DoubtAsync(resident, order);
        await volunteer.UntilAsync(record, "不计时长");
        await volunteer.LookAsync("visit-9-taken-back");
        Assert.True(await _timed.AddsUpAsync(Ct));
    }

    public async ValueTask DisposeAsync() => await _timed.DisposeAsync();

    private Task<IPage> EnterAsync(string role, Size size) => site.EnterAsync(role, size, address: _timed.Address);

    private static async Task<string> OrderAsync(IPage resident)
    {
        await resident.GotoAsync("/orders/new");
        await resident.FillAsync("[name='Form.Title']", "老伴半夜发烧，请人陪着去医院");
        await resident.Locator("[name='Form.Urgency'][value=Urgent]").CheckAsync();
        await resident.FillAsync("[name='Form.Address']", "东头第三家，红铁门");
        await resident.Locator("main form button.big").ClickAsync();
        await resident.ArriveAsync(new Regex("/orders/[^/]+-[^/]+$"));
        return resident.Url.Split('/')[^1];
    }

    private static async Task SendAsync(IPage station, string order)
    {
        await station.GotoAsync($"/console/orders/{order}");
        await station.GetByRole(AriaRole.Button, new() { Name = "公开抢单" }).ClickAsync();
        await station.WaitForSelectorAsync(".flash.good");
    }

    private async Task ServeAsync(IPage volunteer, IPage resident, string order)
    {
        await volunteer.GotoAsync($"/orders/{order}");
        await volunteer.GetByRole(AriaRole.Button, new() { Name = "我去" }).ClickAsync();
        await volunteer.WaitForSelectorAsync(".flash.good");
        await ProveAsync(volunteer, resident, order, "签到");
        _timed.Clock.Turn(TimeSpan.FromMinutes(110));
        await ProveAsync(volunteer, resident, order, "签退");
        await resident.GotoAsync($"/orders/{order}");
        await resident.GetByRole(AriaRole.Button, new() { Name = "做完了" }).ClickAsync();
        await resident.WaitForSelectorAsync("[name='Form.Came']");
    }

    private static async Task ProveAsync(IPage volunteer, IPage resident, string order, string button)
    {
        await resident.GotoAsync($"/orders/{order}");
        var code = await resident.InnerTextAsync("b.code");
        await volunteer.GotoAsync($"/orders/{order}");
        await volunteer.FillAsync("[name='Form.Code']", code);
        await volunteer.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await volunteer.WaitForSelectorAsync(".flash.good");
    }

    /// <summary>Both find it from the order; nobody's name, address or illness stands in it. Returns the record's address.</summary>
    private static async Task<string> RecordAsync(IPage volunteer, IPage resident, string order)
    {
        await volunteer.UntilAsync("/me/records", "已入账");
        await volunteer.LookAsync("visit-1-mine");
        await resident.GotoAsync($"/orders/{order}");
        await resident.GetByRole(AriaRole.Link, new() { Name = "看这一单记了多少时长" }).ClickAsync();
        await resident.ArriveAsync(new Regex($"/hours/{order}$"));
        await resident.LookAsync("visit-1-public");
        Assert.Contains("共 1 人次", await resident.InnerTextAsync("main"), StringComparison.Ordinal);
        var href = await volunteer.Locator($"a[href*='/hours/{order}/records/']").First.GetAttributeAsync("href");
        await volunteer.VisitAsync(href!, "visit-1-record");
        var said = await volunteer.InnerTextAsync("main");
        Assert.Contains("1 小时 50 分", said, StringComparison.Ordinal);
        Assert.DoesNotContain("发烧", said, StringComparison.Ordinal);
        Assert.DoesNotContain("红铁门", said, StringComparison.Ordinal);
        return href!;
    }

    /// <summary>A visit that spans three in the morning is looked at by somebody, and found to be one.</summary>
    private async Task LookIntoAsync(string order)
    {
        var county = await EnterAsync("coordinator", Size.Desk);
        var found = county.Locator($"a[href*='/console/hours/{order}/anomalies/']").First;
        for (var looks = 0; await found.CountAsync() == 0; looks++)
        {
            Assert.True(looks < 20, "no case was opened");
            _timed.Clock.Turn(TimeSpan.FromMinutes(10)); // The sweep looks at once.
            await Task.Delay(500, Ct);
            await county.GotoAsync("/console/cases?kind=hours.anomaly");
        }

        await found.ClickAsync();
        await county.WaitForSelectorAsync("[name='Form.Words']");
        await county.LookAsync("visit-2-anomaly");
        await county.Locator("[name='Form.Upheld'][value=false]").CheckAsync();
        await county.FillAsync("[name='Form.Words']", "问过卫生院，那天夜里挂了号");
        await county.GetByRole(AriaRole.Button, new() { Name = "定了" }).ClickAsync();
        await county.WaitForSelectorAsync(".flash.good");
        await county.LookAsync("visit-2-cleared");
    }

    private async Task CorrectAsync(IPage volunteer, IPage station, string record)
    {
        await volunteer.GotoAsync(record);
        await volunteer.GetByText("不对，申请更正").ClickAsync();
        await volunteer.FillAsync("[name='Form.Reason']", "中间我回家取了一趟东西，那二十分钟不该算");
        await volunteer.GetByRole(AriaRole.Button, new() { Name = "交给组织者" }).ClickAsync();
        await volunteer.WaitForSelectorAsync(".flash.good");
        await volunteer.LookAsync("visit-3-asked");

        await station.GotoAsync(record);
        await station.FillAsync("[name='Form.Minutes']", "90");
        await station.FillAsync("[name='Form.Answer']", "问过了，是走开过一会儿");
        await station.GetByRole(AriaRole.Button, new() { Name = "报站里核定" }).ClickAsync();
        await station.WaitForSelectorAsync(".flash.good");
        Assert.Equal(0, await station.GetByRole(AriaRole.Button, new() { Name = "定了" }).CountAsync()); // Not their own answer.
        await station.LookAsync("visit-3-answered");

        var county = await EnterAsync("coordinator", Size.Desk);
        await county.VisitAsync(record, "visit-3-decision");
        await county.Locator("[name='Form.Approved'][value=true]").CheckAsync();
        await county.FillAsync("[name='Form.Decision']", "和家里人核过");
        await county.GetByRole(AriaRole.Button, new() { Name = "定了" }).ClickAsync();
        await county.WaitForSelectorAsync(".flash.good");
        await volunteer.UntilAsync(record, "1 小时 30 分");
        await volunteer.LookAsync("visit-3-corrected");
    }

    private async Task DoubtAsync(IPage resident, string order)
    {
        await resident.GotoAsync($"/hours/{order}");
        await resident.GetByRole(AriaRole.Link, new() { Name = "提异议" }).First.ClickAsync();
        await resident.FillAsync("[name='Form.Reason']", "没有陪到一个半钟头");
        await resident.LookAsync("visit-4-objection");
        await resident.GetByRole(AriaRole.Button, new() { Name = "交给站里核实" }).ClickAsync();
        await resident.WaitForSelectorAsync(".flash.good");
        await resident.LookAsync("visit-4-objected");

        var county = await EnterAsync("coordinator", Size.Desk);
        await county.GotoAsync("/console/cases");
        await county.Locator($"a[href*='/console/hours/{order}/objections/']").First.ClickAsync();
        await county.WaitForSelectorAsync("main h1");
        Assert.Equal(0, await county.GetByRole(AriaRole.Button, new() { Name = "定了" }).CountAsync()); // The minutes are the coordinator's own decision.
        var address = county.Url;

        var admin = await EnterAsync("admin", Size.Desk);
        await admin.VisitAsync(new Uri(address).PathAndQuery, "visit-4-decision");
        await admin.Locator("[name='Form.Upheld'][value=true]").CheckAsync();
        await admin.FillAsync("[name='Form.Decision']", "查实了，时长不作数");
        await admin.GetByRole(AriaRole.Button, new() { Name = "定了" }).ClickAsync();
        await admin.WaitForSelectorAsync(".flash.good");
    }
}
