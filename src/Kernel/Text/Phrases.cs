using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Weiguang.Kernel.Text;

/// <summary>Chinese is the source text; en.json and ru.json of each module translate it. A missing phrase stays Chinese, and a test names it.</summary>
public sealed class Phrases(IReadOnlyDictionary<string, Dictionary<string, string>> byLanguage) : IStringLocalizer
{
    public static readonly string[] Languages = ["zh-CN", "en", "ru"];

    public LocalizedString this[string phrase] => new(phrase, Translate(phrase));

    public LocalizedString this[string phrase, params object[] arguments] =>
        new(phrase, string.Format(CultureInfo.CurrentCulture, Translate(phrase), arguments));

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];

    public static Phrases Load(IEnumerable<Assembly> assemblies) =>
        new(new[] { "en", "ru" }.ToDictionary(language => language, language => Read(assemblies, language)));

    private static Dictionary<string, string> Read(IEnumerable<Assembly> assemblies, string language)
    {
        var texts = new Dictionary<string, string>();
        foreach (var assembly in assemblies)
        {
            using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.Text.{language}.json");
            foreach (var (phrase, text) in stream is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                texts[phrase] = text;
            }
        }

        return texts;
    }

    private string Translate(string phrase) =>
        byLanguage.TryGetValue(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, out var texts) && texts.TryGetValue(phrase, out var text) ? text : phrase;
}
