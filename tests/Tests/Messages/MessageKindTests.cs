using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.Messages.Domain;
using Weiguang.Web;

namespace Weiguang.Tests.Messages;

public partial class MessageKindTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Whatever a module declares as a kind is known, under a code of its own module.</summary>
    [Fact]
    public async Task Every_kind_is_known_by_a_code_of_its_module()
    {
        var kinds = (await apps.On(TestDatabases.Sqlite)).Services.GetRequiredService<MessageKinds>();
        var declared = Modules.Assemblies.SelectMany(a => a.GetTypes().SelectMany(t => t.GetFields(Everywhere)).Where(f => f.FieldType == typeof(MessageKind))
            .Select(f => (Module: a.GetName().Name!.Split('.')[^1].ToLowerInvariant(), Kind: (MessageKind)f.GetValue(null)!))).ToList();

        Assert.NotEmpty(declared);
        Assert.Equal(declared.Select(d => d.Kind.Code).Order(StringComparer.Ordinal), kinds.All.Select(k => k.Code).Order(StringComparer.Ordinal));
        Assert.All(declared, d => Assert.Matches(CodeForm(), d.Kind.Code));
        Assert.All(declared, d => Assert.StartsWith($"{d.Module}.", d.Kind.Code, StringComparison.Ordinal));
        Assert.All(declared, d => Assert.True(d.Kind.Code.Length <= MessageKind.LongestCode));
    }

    [Fact]
    public void What_somebody_waits_for_cannot_be_muted()
    {
        Assert.False(new MessageKind("x.y", MessageClass.Urgent, "").MayMute);
        Assert.False(new MessageKind("x.y", MessageClass.Own, "").MayMute);
        Assert.True(new MessageKind("x.y", MessageClass.News, "").MayMute);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_somebody_wants_no_sign_of_still_comes_and_counts_as_nothing_new(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        using (var scope = app.Scope())
        {
            foreach (var code in (string[])["orders.accepted", "orders.rated", "orders.begun"])
            {
                scope.Get<MessageBox>().Put(person, scope.Get<MessageKinds>().Find(code)!, "/orders/1", "修灯", "李强", "明天");
            }

            await scope.Db.SaveChangesAsync(Ct);
        }

        var browser = await app.BrowserOfAsync(person);
        var form = await browser.GetPageAsync("/messages/kinds", Ct);
        Assert.Equal(["orders.begun", "orders.rated"], form.QuerySelectorAll("[name=Wanted]").Select(c => c.GetAttribute("value"))); // What is their own is always told.
        using var set = await browser.SubmitAsync("/messages/kinds", new Dictionary<string, string> { ["Wanted"] = "orders.begun" }, "form:has([name=Wanted])", Ct);

        var program = await app.ProgramOfAsync(person);
        Assert.Equal(2, JsonSerializer.Deserialize<JsonElement>(await program.GetStringAsync("/api/v1/me/messages/unread", Ct)).GetProperty("count").GetInt32());
        Assert.Equal(3, JsonSerializer.Deserialize<JsonElement>(await program.GetStringAsync("/api/v1/me/messages", Ct)).GetProperty("items").GetArrayLength());
        using var back = await program.PutAsJsonAsync("/api/v1/me/messages/kinds", new { shown = new[] { "orders.begun", "orders.rated" }, wanted = new[] { "orders.begun", "orders.rated" } }, Ct);
        Assert.Equal(3, JsonSerializer.Deserialize<JsonElement>(await program.GetStringAsync("/api/v1/me/messages/unread", Ct)).GetProperty("count").GetInt32());
    }

    /// <summary>A text that was reworded is read as it is today; a kind that a later version dropped still leads to what it was about.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_message_keeps_its_kind_and_not_the_words(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        using (var scope = app.Scope())
        {
            scope.Get<MessageBox>().Put(person, scope.Get<MessageKinds>().Find("orders.accepted")!, "/orders/1", "修灯", "李强", MessageBox.Time(new DateTime(2026, 5, 1, 1, 0, 0, DateTimeKind.Utc)));
            scope.Db.Add(new Message { PersonId = person, Kind = "orders.gone", ArgumentsJson = "[]", Link = "/orders/2", At = app.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1) });
            await scope.Db.SaveChangesAsync(Ct);
        }

        var program = await app.ProgramOfAsync(person);
        var items = JsonSerializer.Deserialize<JsonElement>(await program.GetStringAsync("/api/v1/me/messages", Ct)).GetProperty("items");
        Assert.Equal(("orders.accepted", "own"), (items[0].GetProperty("kind").GetString(), items[0].GetProperty("class").GetString()));
        Assert.StartsWith("李强接了您的点单“修灯”", items[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(("有一条以前的消息，点开看看。", "/orders/2"), (items[1].GetProperty("text").GetString(), items[1].GetProperty("link").GetString()));
        program.DefaultRequestHeaders.AcceptLanguage.Clear();
        program.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ru");
        Assert.Contains("修灯", await program.GetStringAsync("/api/v1/me/messages", Ct), StringComparison.Ordinal);
    }

    /// <summary>A message said 周三 12月2日 8:30到周三 12月2日 12:00.</summary>
    [Fact]
    public void From_when_to_when_is_written_as_everywhere()
    {
        var from = new DateTime(2026, 12, 2, 0, 30, 0, DateTimeKind.Utc);
        Assert.Equal(DayTime.Span(from, from.AddHours(3)), MessageBox.Read(MessageBox.Span(from, from.AddHours(3))));
        Assert.Equal(DayTime.Of(from), MessageBox.Read(MessageBox.Time(from)));
        Assert.All((string[])["@", "@@", "@李强@", "李强"], text => Assert.Equal(text, MessageBox.Read(text)));
    }

    private const System.Reflection.BindingFlags Everywhere = System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;

    [GeneratedRegex("^[a-z]+(\\.[a-z]+(-[a-z]+)*)$")]
    private static partial Regex CodeForm();
}
