using System.Globalization;

namespace Weiguang.People;

/// <summary>One entry of a dictionary: a stable code and its name in three languages.</summary>
public sealed record Term(string Code, string Chinese, string English, string Russian)
{
    /// <summary>The name in the reader's language.</summary>
    public string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "en" => English,
        "ru" => Russian,
        _ => Chinese,
    };
}

/// <summary>Terms found by code.</summary>
internal sealed class Terms(IReadOnlyList<Term> all)
{
    private readonly Dictionary<string, Term> _byCode = all.ToDictionary(term => term.Code);

    public bool Know(IEnumerable<string> codes) => codes.All(_byCode.ContainsKey);

    public string Name(string code) => _byCode.TryGetValue(code, out var term) ? term.Name : code;
}
