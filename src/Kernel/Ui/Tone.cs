namespace Weiguang.Kernel.Ui;

/// <summary>What a colour may say. It never says it alone: words and shape stand beside it.</summary>
public enum Tone
{
    /// <summary>Nothing to do: closed, draft, archived.</summary>
    Plain,

    /// <summary>Waits for somebody.</summary>
    Wait,

    /// <summary>Under way.</summary>
    Go,

    /// <summary>Done as hoped.</summary>
    Good,

    /// <summary>Late, refused, wrong.</summary>
    Bad,
}

internal static class Tones
{
    public static string Css(this Tone tone) => tone switch { Tone.Wait => "wait", Tone.Go => "go", Tone.Good => "good", Tone.Bad => "bad", Tone.Plain => "plain" };
}
