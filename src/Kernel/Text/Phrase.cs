namespace Weiguang.Kernel.Text;

/// <summary>Marks a Chinese source phrase that is translated later, where the reader's language is known; the phrase test looks for it.</summary>
public static class Phrase
{
    public static string Of(string phrase) => phrase;
}
