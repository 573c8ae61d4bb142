using System.Net;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

public sealed class VolunteerImportTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task People_from_a_list_count_only_after_they_have_said_yes_themselves(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        await app.ImportVillagesAsync();
        var (yes, no) = (TestPeople.NewPhone(), TestPeople.NewPhone());
        var result = await ImportAsync(app, $"姓名,手机号,村或社区,服务类别,技能\n高玉梅,{yes},那金村,卫生健康；关爱特殊群体,医疗急救\n马国栋,{no},220881103204,,\n");
        Assert.Equal((2, 0), (result.Imported, result.Errors.Count));
        Assert.Empty(await VolunteersAsync(app));

        var browser = await SignInAsync(app, phones, yes);
        using var agreed = await browser.SubmitAsync("/me", new { Answer = "yes" }, "form:has([name=Answer])");
        var card = Assert.Single(await VolunteersAsync(app));
        Assert.Equal(("高玉梅", "01"), (card.Name, card.Skills.Single()));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me/card")).StatusCode);

        browser = await SignInAsync(app, phones, no);
        using var declined = await browser.SubmitAsync("/me", new { Answer = "no" }, "form:has([name=Answer])");
        Assert.Single(await VolunteersAsync(app));
        using var scope = app.Scope();
        Assert.Single(await scope.Db.Set<Volunteer>().ToListAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_wrong_cell_is_named_and_nothing_goes_in(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportVillagesAsync();
        var (known, twice) = (TestPeople.NewPhone(), TestPeople.NewPhone());
        await app.PersonAsync(phone: known);
        var list = $"\uFEFF姓名,手机号,村或社区,服务类别\n9,{TestPeople.NewPhone()},那金村,\n高玉梅,123,新立村,炒菜\n高玉梅,{known},那金村,\n高玉梅,{twice},那金村,\n高玉兰,{twice},那金村,\n";

        var result = await ImportAsync(app, list);
        Assert.Equal(0, result.Imported);
        Assert.Equal(
            ["2 姓名", "3 手机号", "3 服务类别", "3 村或社区", "4 手机号", "6 手机号"],
            result.Errors.Select(e => $"{e.Line} {e.Column}").Order(StringComparer.Ordinal));

        Assert.Equal(1, (await ImportAsync(app, list, partial: true)).Imported);
    }

    [Fact]
    public async Task A_list_without_a_needed_column_says_so()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var result = await ImportAsync(app, "姓名,村或社区\n高玉梅,那金村\n");
        Assert.Equal((1, "手机号"), (result.Errors.Single().Line, result.Errors.Single().Column));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("GB18030")]
    public async Task A_list_is_read_as_peoples_programs_save_it(string encoding)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await app.ImportVillagesAsync();
        var known = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? System.Text.Encoding.GetEncoding(encoding);
        byte[] list = [.. known.GetPreamble(), .. known.GetBytes($"姓名,手机号,村或社区,服务类别,技能,语言\r\n赵小满,{TestPeople.NewPhone()},220881103200,,,\r\n")];
        using var scope = app.Scope();

        Assert.Equal(1, (await scope.Get<VolunteerImport>().RunAsync(new MemoryStream(list), partial: false)).Imported);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Strange_characters_and_short_rows_are_answered_row_by_row(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportVillagesAsync();
        var result = await ImportAsync(app, $"姓名,手机号,村或社区,服务类别,技能,语言\r\n赵\uFFFE小满,{TestPeople.NewPhone()},220881103200,,,\r\n钱立秋,{TestPeople.NewPhone()}\r\n,,,,,\r\n", partial: true);

        Assert.Equal(1, result.Imported);
        Assert.Equal(["3 村或社区"], result.Errors.Select(e => $"{e.Line} {e.Column}"));
    }

    /// <summary>A title above, blanks and asterisks in the headings, another separator, empty rows: the lines are still an editor's.</summary>
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task A_list_may_have_a_title_and_empty_rows(char separator)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await app.ImportVillagesAsync();
        var list = $"那金镇志愿者登记表（2026年）,,\r\n\r\n姓 名,*手机号码,村（社区）\r\n,,\r\n赵小满,{TestPeople.NewPhone()},那金村\r\n\r\n钱立秋,139 0000,那金村\r\n".Replace(',', separator);

        var result = await ImportAsync(app, list, partial: true);

        Assert.Equal(1, result.Imported);
        var wrong = Assert.Single(result.Errors);
        Assert.Equal((7, "手机号码", "139 0000"), (wrong.Line, wrong.Column, wrong.Value));
    }

    [Fact]
    public async Task A_list_saved_as_utf16_without_its_mark_is_read()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await app.ImportVillagesAsync();
        foreach (var encoding in new[] { System.Text.Encoding.Unicode, System.Text.Encoding.BigEndianUnicode })
        {
            using var scope = app.Scope();
            var list = encoding.GetBytes($"姓名,手机号,村或社区\n赵小满,{TestPeople.NewPhone()},220881103200\n");
            Assert.Equal(1, (await scope.Get<VolunteerImport>().RunAsync(new MemoryStream(list), partial: false)).Imported);
        }
    }

    [Theory]
    [InlineData("那金村", 1)]
    [InlineData("那金镇那金村", 1)]
    [InlineData("那金镇 那金村", 1)]
    [InlineData("洮南市那金镇那金村委会", 1)]
    [InlineData("洮南市那金镇新立村村民委员会", 1)]
    [InlineData("新立村", 0)]
    [InlineData("那金镇好地方", 0)]
    public async Task A_village_is_found_by_its_name_when_there_is_only_one(string village, int imported)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await app.ImportVillagesAsync();
        var result = await ImportAsync(app, $"姓名,手机号,村或社区\n赵小满,{TestPeople.NewPhone()},{village}\n");

        Assert.Equal((imported, 1 - imported), (result.Imported, result.Errors.Count));
    }

    private static async Task<VolunteerImportResult> ImportAsync(TestApp app, string csv, bool partial = false)
    {
        using var scope = app.Scope();
        return await scope.Get<VolunteerImport>().RunAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), partial);
    }

    private static async Task<List<VolunteerCard>> VolunteersAsync(TestApp app)
    {
        using var scope = app.Scope();
        return await scope.Get<PersonDirectory>().VolunteersInAsync(TestPeople.County, TestPeople.County + 1_000_000);
    }

    private static async Task<HttpClient> SignInAsync(TestApp app, TestGateway phones, string phone)
    {
        var browser = app.Browser();
        using var sent = await browser.SubmitAsync("/sign-in", new Dictionary<string, string> { ["Form.Phone"] = phone }, "main form");
        using var entered = await browser.SubmitAsync("/sign-in/code", new Dictionary<string, string> { ["Form.Code"] = phones.Codes[phone] }, "main form");
        return browser;
    }
}
