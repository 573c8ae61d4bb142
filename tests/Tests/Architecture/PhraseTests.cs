using System.Text.RegularExpressions;

namespace Weiguang.Tests.Architecture;

/// <summary>Whoever reads English or Russian reads all of it.</summary>
public partial class PhraseTests
{
    private static readonly IReadOnlyList<PhraseSource> Projects = PhraseSource.All();
    private static readonly PhraseSource Kernel = Projects.Single(p => p.Name == "Kernel");

    [Fact]
    public void Every_phrase_is_translated()
    {
        Report(from project in Projects
               from language in PhraseSource.Languages
               from phrase in project.InCode
               where Chinese().IsMatch(phrase) && !project.Texts[language].ContainsKey(phrase) && !Kernel.Texts[language].ContainsKey(phrase)
               select $"{project.Name}/Text/{language}.json lacks: {phrase}");
    }

    [Fact]
    public void No_translation_is_left_over()
    {
        var everywhere = Projects.SelectMany(p => p.Used).ToHashSet();
        Report(from project in Projects
               from language in PhraseSource.Languages
               from phrase in project.Texts[language].Keys
               where !(project == Kernel ? everywhere : project.Used).Contains(phrase)
               select $"{project.Name}/Text/{language}.json has an unused phrase: {phrase}");
    }

    [Fact]
    public void Translations_keep_the_places_of_arguments_and_say_something()
    {
        Report(from project in Projects
               from language in PhraseSource.Languages
               from text in project.Texts[language]
               where text.Value.Length == 0 || Chinese().IsMatch(text.Value) || !Places(text.Key).SetEquals(Places(text.Value))
               select $"{project.Name}/Text/{language}.json: {text.Key} → {text.Value}");
    }

    /// <summary>All modules' texts are one book when the program runs: of two translations of a phrase only one would ever be read. Other meaning, other phrase.</summary>
    [Fact]
    public void A_phrase_is_translated_alike_everywhere()
    {
        Report(from text in from project in Projects
                            from language in PhraseSource.Languages
                            from text in project.Texts[language]
                            select (Language: language, Phrase: text.Key, Says: text.Value, Where: project.Name)
               group text by (text.Language, text.Phrase) into phrase
               where phrase.Select(text => text.Says).Distinct().Count() > 1
               select $"{phrase.Key}: {string.Join(", ", phrase.Select(text => $"{text.Where}: {text.Says}"))}");
    }

    [Theory]
    [InlineData("""<p>@L["早"]</p>""", "早")]
    [InlineData("""L[late ? "晚了" : "准时", names["名"]]""", "晚了 准时")]
    [InlineData("""Problems.Invalid("phone", Phrase.Of("号码不对"))""", "号码不对")]
    [InlineData("""[Phrase("待派单")] Placed,""", "待派单")]
    [InlineData("""[property: MaxLength(5, ErrorMessage = "最多五个")] string[] Names""", "最多五个")]
    [InlineData("""@* L["注释"] *@ @L[row.Phrase]""", "")]
    [InlineData("""L["说“好”"] + L["{0} 次", Count["x"]]""", "说“好” {0} 次")]
    public void Phrases_are_seen_where_they_are_used(string source, string phrases) => Assert.Equal(phrases, string.Join(' ', PhraseSource.In(source)));

    private static void Report(IEnumerable<string> wrong)
    {
        var all = wrong.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Chinese();
}
