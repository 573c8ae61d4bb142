namespace Weiguang.Kernel;

/// <summary>The program was set up wrongly, or asked for what it must not do; the message alone, one sentence, tells the operator what to do.</summary>
public sealed class SetupException(string message) : Exception(message);
