using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Photos;
using Weiguang.Orders.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Orders;
using Weiguang.Web.Jobs;

namespace Weiguang.Tests.Kernel;

/// <summary>Pictures through the three doors of the site: an order, a backfill, a station.</summary>
public class PhotoIntakeTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string Form = "main form[enctype]";
    private static readonly byte[] Nothing = [];
    private static readonly byte[] Fake = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 0, .. "IEND"u8, 0, 0, 0, 0];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_refused_file_is_named_at_the_field_and_the_good_ones_need_not_be_chosen_again(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var browser = await app.BrowserOfAsync(village.ResidentId);
        var (good, other) = (Pictures.Scene(21), Pictures.Scene(22));

        var page = await PostAsync(browser, "/orders/new", await browser.GetPageAsync("/orders/new", Ct), ("gate.png", good), ("empty.jpg", Nothing), ("fake.png", Fake), ("notes.txt", "abc"u8.ToArray()));

        var field = page.QuerySelector(".field:has(#Form-Photos)")!.TextContent;
        Assert.Contains("“empty.jpg”是空的", field, StringComparison.Ordinal);
        Assert.Contains("“fake.png”", field, StringComparison.Ordinal);
        Assert.Contains("“notes.txt”不是能用的照片", field, StringComparison.Ordinal);
        Assert.DoesNotContain("gate.png", field, StringComparison.Ordinal);
        var held = (IHtmlInputElement)page.QuerySelector("input[name='Form.PhotosHeld']")!;
        Assert.True(held.IsChecked);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/photos/held/{held.Value}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.BrowserOfAsync(await app.PersonAsync())).GetAsync($"/photos/held/{held.Value}", Ct)).StatusCode);

        var form = (IHtmlFormElement)page.QuerySelector(Form)!;
        using var placed = await browser.SendFormAsync("/orders/new", form, Wish(), [("Form.Photos", "other.png", other)], Ct);
        Assert.True(placed.StatusCode == HttpStatusCode.Redirect, string.Join('\n', (await placed.ReadPageAsync(Ct)).QuerySelectorAll(".error").Select(e => e.TextContent)));
        using var scope = app.Scope();
        var order = Guid.Parse(placed.Headers.Location!.ToString().Split('/')[^1]);
        Assert.Equal([1, 2], await scope.Db.Set<OrderPhoto>().Where(p => p.OrderId == order).Select(p => p.Number).Order().ToListAsync(Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/photos/held/{held.Value}", Ct)).StatusCode); // Need not wait any more.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_api_says_which_files_it_refused_and_takes_none(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        using var content = Files(("a.png", Pictures.Scene(31)), ("b.jpg", Nothing), ("c.png", Pictures.OneColour(2, 2)));

        using var answer = await village.Resident.PostAsync($"/api/v1/orders/{order}/photos", content, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.ProblemAsync();
        Assert.Equal(["b.jpg:empty", "c.png:too-small"], problem.GetProperty("refused").EnumerateArray().Select(r => $"{r.GetProperty("file").GetString()}:{r.GetProperty("fault").GetString()}"));
        using var scope = app.Scope();
        Assert.Equal(0, await scope.Db.Set<OrderPhoto>().CountAsync(p => p.OrderId == order, Ct));
        using var fine = Files([.. Enumerable.Range(0, 6).Select(i => ($"{i}.png", Pictures.Scene(40 + i)))]);
        Assert.Equal(HttpStatusCode.NoContent, (await village.Resident.PostAsync($"/api/v1/orders/{order}/photos", fine, Ct)).StatusCode);
        using var seventh = Files(("7.png", Pictures.Scene(47)));
        Assert.Contains("too-many", await (await village.Resident.PostAsync($"/api/v1/orders/{order}/photos", seventh, Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_backfill_keeps_its_good_pictures_through_a_mistake_elsewhere(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.SeatedAsync();
        await fair.SettleAsync(200);
        var (lead, url) = (await app.BrowserOfAsync(fair.LeadId), $"/hours/{fair.Activity}/backfill?engagement={fair.Shift}");

        using var first = await lead.SendFormAsync(
            url, (IHtmlFormElement)(await lead.GetPageAsync(url, Ct)).QuerySelector(Form)!, Backfill("", person),
            [("Form.Photos", "square.png", Pictures.Scene(61)), ("Form.Photos", "wall.png", Pictures.OneColour(800, 800))], Ct);
        var page = await first.ReadPageAsync(Ct);
        Assert.Contains("“wall.png”太小，或者上面几乎没有内容", page.QuerySelector(".field:has(#Form-Photos)")!.TextContent, StringComparison.Ordinal);
        using var second = await lead.SubmitAsync(url, (IHtmlFormElement)page.QuerySelector(Form)!, Backfill("村里停电", person), Ct);

        Assert.True(second.StatusCode == HttpStatusCode.Redirect, string.Join('\n', (await second.ReadPageAsync(Ct)).QuerySelectorAll(".error").Select(e => e.TextContent)));
        using var scope = app.Scope();
        Assert.Equal(1, await scope.Db.Set<BackfillPhoto>().IgnoreQueryFilters().CountAsync(p => p.SourceId == fair.Activity, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_waits_for_its_form_is_few_and_not_for_long(string database)
    {
        await using var app = await TestApp.StartAsync(database); // Its clock will run ahead.
        var browser = await app.BrowserOfAsync((await Village.BuildAsync(app)).ResidentId);
        for (var i = 0; i < 3; i++)
        {
            await PostAsync(browser, "/orders/new", await browser.GetPageAsync("/orders/new", Ct), [.. Enumerable.Range(0, 5).Select(n => ($"{n}.png", Pictures.Scene(100 + (10 * i) + n, 40, 40)))]);
        }

        using var scope = app.Scope();
        Assert.Equal(HeldPhoto.Most, await scope.Db.Set<HeldPhoto>().CountAsync(Ct));
        app.Clock.Advance(TimeSpan.FromHours(25));
        await ActivatorUtilities.CreateInstance<Housekeeping>(scope.Get<IServiceProvider>()).TidyAsync(Ct);
        Assert.Equal(0, await scope.Db.Set<HeldPhoto>().CountAsync(Ct));
    }

    [Fact]
    public async Task Twenty_large_pictures_at_once_are_all_developed()
    {
        using var darkroom = new Darkroom();
        var file = Pictures.Paint(2400, 1600, (x, y) => new SkiaSharp.SKColor((byte)x, (byte)y, 0), SkiaSharp.SKEncodedImageFormat.Jpeg);
        var developed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => darkroom.DevelopAsync(new FormFile(new MemoryStream(file), 0, file.Length, "p", "p.jpg"), PhotoFile.MostSide, Guid.NewGuid(), Ct))));
        Assert.All(developed, d => Assert.Equal((2000, 1333), (d.Photo!.File.Width, d.Photo.File.Height)));
    }

    /// <summary>A picture of an earlier try is decoded once more, to be looked for: before anything is held as well, and among so many at once.</summary>
    [Fact]
    public async Task While_a_picture_of_an_earlier_try_is_looked_at_others_can_write()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.SeatedAsync();
        await fair.SettleAsync(200);
        var (lead, url, room) = (await app.BrowserOfAsync(fair.LeadId), $"/hours/{fair.Activity}/backfill?engagement={fair.Shift}", app.Services.GetRequiredService<Darkroom>().Room);
        using var first = await lead.SendFormAsync(
            url, (IHtmlFormElement)(await lead.GetPageAsync(url, Ct)).QuerySelector(Form)!, Backfill("", person), [("Form.Photos", "a.png", Pictures.Scene(93))], Ct);
        var form = (IHtmlFormElement)(await first.ReadPageAsync(Ct)).QuerySelector(Form)!;
        var taken = (await room.EnterAsync("others", Darkroom.Places, Ct))!;
        var sent = lead.SubmitAsync(url, form, Backfill("村里停电", person), Ct);
        while (room.Waiting < 1)
        {
            Assert.False(sent.IsCompleted);
            await Task.Yield();
        }

        await app.PersonAsync();

        taken.Dispose();
        Assert.Equal(HttpStatusCode.Redirect, (await sent).StatusCode);
    }

    [Fact]
    public async Task While_pictures_are_decoded_others_can_write()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);
        var (order, browser, room) = (await village.OrderAsync(), await app.BrowserOfAsync(village.ResidentId), app.Services.GetRequiredService<Darkroom>().Room);
        var form = (IHtmlFormElement)(await browser.GetPageAsync("/orders/new", Ct)).QuerySelector(Form)!;
        var taken = (await room.EnterAsync("others", Darkroom.Places, Ct))!;
        using var content = Files(("a.png", Pictures.Scene(91)));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/orders/{order}/photos") { Content = content, Headers = { { "Idempotency-Key", "one" } } };
        Task<HttpResponseMessage>[] sent = [village.Resident.SendAsync(request, Ct), browser.SendFormAsync("/orders/new", form, Wish(), [("Form.Photos", "b.png", Pictures.Scene(92))], Ct)];
        while (room.Waiting < 2)
        {
            Assert.DoesNotContain(sent, s => s.IsCompleted);
            await Task.Yield();
        }

        await app.PersonAsync();

        taken.Dispose();
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Redirect], (await Task.WhenAll(sent)).Select(a => a.StatusCode));
    }

    [Fact]
    public async Task Whoever_comes_when_the_line_before_the_darkroom_is_full_is_asked_to_come_again()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);
        var (order, room) = (await village.OrderAsync(), app.Services.GetRequiredService<Darkroom>().Room);
        using var taken = await room.EnterAsync("others", Darkroom.Places, Ct);
        using var gone = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, Darkroom.WaitingOfAll).Select(i => room.EnterAsync($"{i}", 1, gone.Token).AsTask()).ToList();

        using var content = Files(("a.png", Pictures.Scene(93)));
        using var answer = await village.Resident.PostAsync($"/api/v1/orders/{order}/photos", content, Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("/problems/unavailable", (await answer.ProblemAsync()).GetProperty("type").GetString());
        Assert.NotNull(answer.Headers.RetryAfter);
        await gone.CancelAsync();
        await Task.WhenAll(waiting.Select(w => Assert.ThrowsAnyAsync<OperationCanceledException>(() => w)));
    }

    [Fact]
    public async Task One_who_sends_many_pictures_does_not_hold_up_who_sends_one()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (many, one, room) = (await Village.BuildAsync(app), await Village.BuildAsync(app), app.Services.GetRequiredService<Darkroom>().Room);
        var (order, other) = (await many.OrderAsync(), await one.OrderAsync());
        var inside = (await room.EnterAsync($"{many.ResidentId}", 1, Ct))!;
        var waiting = Enumerable.Range(0, Darkroom.WaitingOfOne).Select(i => many.Resident.PostAsync($"/api/v1/orders/{order}/photos", Files(("a.png", Pictures.Scene(200 + i))), Ct)).ToList();
        while (room.Waiting < Darkroom.WaitingOfOne)
        {
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await many.Resident.PostAsync($"/api/v1/orders/{order}/photos", Files(("a.png", Pictures.Scene(94))), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await one.Resident.PostAsync($"/api/v1/orders/{other}/photos", Files(("a.png", Pictures.Scene(95))), Ct)).StatusCode);

        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        inside.Dispose();
        Assert.All(await Task.WhenAll(waiting), a => Assert.Equal(HttpStatusCode.NoContent, a.StatusCode));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Pictures_that_were_decoded_for_nothing_count(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("Pace:Factor", "1"), ("Pace:orders.photos:PerHour", "2"));
        var village = await Village.BuildAsync(app);
        var order = await village.OrderAsync();
        var torn = Pictures.Scene(96)[..^2000];

        List<HttpStatusCode> answers = [];
        foreach (var file in (byte[][])["abc"u8.ToArray(), torn, "abc"u8.ToArray(), torn, torn])
        {
            answers.Add((await village.Resident.PostAsync($"/api/v1/orders/{order}/photos", Files(("a.png", file)), Ct)).StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.BadRequest, 4), HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task Of_one_person_only_so_much_is_decoded_within_some_minutes()
    {
        using var darkroom = new Darkroom();
        using var picture = new SkiaSharp.SKBitmap(5000, 5000, SkiaSharp.SKColorType.Gray8, SkiaSharp.SKAlphaType.Opaque);
        using var whole = picture.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        var (person, large) = (Guid.NewGuid(), whole.ToArray()[..100]);
        var faults = new List<PhotoFault?>();
        for (var spent = 0; spent < Darkroom.Budget + 25; spent += 25)
        {
            faults.Add(await FaultAsync(person));
        }

        Assert.Equal([.. Enumerable.Repeat<PhotoFault?>(PhotoFault.Broken, Darkroom.Budget / 25), PhotoFault.TooSoon], faults);
        Assert.Equal(PhotoFault.Broken, await FaultAsync(Guid.NewGuid()));

        async Task<PhotoFault?> FaultAsync(Guid who) => (await darkroom.DevelopAsync(new FormFile(new MemoryStream(large), 0, large.Length, "p", "p.png"), PhotoFile.MostSide, who, Ct)).Fault;
    }

    private static async Task<IHtmlDocument> PostAsync(HttpClient browser, string url, IHtmlDocument page, params (string Name, byte[] Bytes)[] files)
    {
        using var answer = await browser.SendFormAsync(url, (IHtmlFormElement)page.QuerySelector(Form)!, null, [.. files.Select(f => ("Form.Photos", f.Name, f.Bytes))], Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadPageAsync(Ct);
    }

    private static KeyValuePair<string, string>[] Wish() =>
    [
        new("Form.Title", "修灯"), new("Form.Urgency", "Urgent"), new("Form.Part", "pm"), new("Form.VillageCode", $"{TestPeople.Village}"), new("Form.Address", "村东头三号"),
    ];

    private static KeyValuePair<string, string>[] Backfill(string reason, Guid person) => [new("Form.VolunteerIds", $"{person}"), new("Form.Reason", reason), new("Form.Declared", "true")];

    private static MultipartFormDataContent Files(params (string Name, byte[] Bytes)[] files)
    {
        var content = new MultipartFormDataContent();
        files.ToList().ForEach(f => content.Add(new ByteArrayContent(f.Bytes), "photos", f.Name));
        return content;
    }
}
