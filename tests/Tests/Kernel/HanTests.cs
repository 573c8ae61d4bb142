using System.Globalization;
using Weiguang.Kernel.Text;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Kernel;

/// <summary>Chinese names before readers of other languages: as what they are, and as they are read.</summary>
public class HanTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("王秀英", "Wang Xiuying")]
    [InlineData("孙**", "Sun **")]
    [InlineData("王*勇", "Wang *yong")]
    [InlineData("单雄", "Shan Xiong")]
    [InlineData("仇英", "Qiu Ying")]
    [InlineData("解强", "Xie Qiang")]
    [InlineData("曾志伟", "Zeng Zhiwei")]
    [InlineData("区艳", "Ou Yan")]
    [InlineData("欧阳娜", "Ouyang Na")]
    [InlineData("尉迟恭", "Yuchi Gong")]
    [InlineData("李安安", "Li An'an")]
    [InlineData("Иван Петров", null)]
    public void A_person_is_read_by_the_surname_as_surnames_are(string name, string? read) => Assert.Equal(read, Han.ReadPerson(name));

    [Theory]
    [InlineData("洮南市", "tao nan shi", "Taonan Shi")]
    [InlineData("重庆市", "chong qing shi", "Chongqing Shi")]
    [InlineData("西安市", "xi an shi", "Xi'an Shi")]
    [InlineData("富文街道", "fu wen jie dao", "Fuwen Jiedao")]
    [InlineData("吉林省", "ji lin sheng", "Jilin Sheng")]
    public void A_place_is_written_as_names_of_places_are(string name, string syllables, string read) => Assert.Equal(read, Han.ReadPlace(name, syllables));

    [Fact]
    public void Only_Chinese_words_on_other_pages_are_marked()
    {
        var was = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = new("ru");
            Assert.Equal(("zh", null, null), (Han.Lang("洮南市"), Han.Lang("Taonan"), Han.Lang("")));
            CultureInfo.CurrentUICulture = new("zh-CN");
            Assert.Null(Han.Lang("洮南市"));
        }
        finally
        {
            CultureInfo.CurrentUICulture = was;
        }
    }

    [Theory]
    [InlineData("en", "zh", "Taonan Shi")]
    [InlineData("ru", "zh", "Taonan Shi")]
    [InlineData("zh-CN", null, null)]
    public async Task A_page_says_how_its_places_are_read(string language, string? lang, string? read)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        await app.ImportCityAsync();
        var station = await app.StationAsync("洮南市新时代文明实践中心", Weiguang.Regions.StationKind.Centre, TestPeople.County);
        var browser = app.Browser();
        browser.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var page = await browser.GetPageAsync($"/stations/{station}", Ct);

        Assert.Equal(lang, page.QuerySelector("h1")!.GetAttribute("lang"));
        Assert.Equal(read, page.QuerySelector(".head [lang=zh-Latn]:not(nav *)")?.TextContent);
        Assert.Equal(read is null ? [] : ["Baicheng Shi", read], page.QuerySelectorAll(".crumbs [lang=zh-Latn]").Select(r => r.TextContent.Trim()));
    }
}
