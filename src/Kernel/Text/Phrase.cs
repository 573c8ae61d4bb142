using System.Reflection;

namespace Weiguang.Kernel.Text;

/// <summary>
/// Marks a Chinese source phrase that is translated later, where the reader's language is known; the phrase test looks for it.
/// In code: <c>Phrase.Of("没有找到")</c>. On an enum's members: <c>[Phrase("待派单")] Placed</c>, shown with <c>@L[status.Phrase()]</c>.
/// Every marked phrase, and every literal inside <c>L[…]</c>, has a line in Text/en.json and Text/ru.json of its own module or of the kernel.
/// </summary>
public static class Phrase
{
    public static string Of(string phrase) => phrase;
}

/// <summary>The source phrase of an enum's member.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PhraseAttribute(string phrase) : Attribute
{
    public string Phrase => phrase;
}

public static class EnumPhrases
{
    /// <summary>The source phrase of this value; its name when none is given.</summary>
    public static string Phrase<T>(this T value)
        where T : struct, Enum => Texts<T>.All.GetValueOrDefault(value) ?? value.ToString();

    private static class Texts<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string?> All = Enum.GetValues<T>().Distinct()
            .ToDictionary(value => value, value => typeof(T).GetField(value.ToString())?.GetCustomAttribute<PhraseAttribute>()?.Phrase);
    }
}
