namespace Weiguang.Kernel;

/// <summary>The program was set up wrongly, or asked for what it must not do; the message alone, one sentence, tells the operator what to do.</summary>
public sealed class SetupException(string message) : Exception(message)
{
    /// <summary>What the program then ends with; 2 for something mistyped.</summary>
    public int ExitCode { get; init; } = 1;
}
