namespace Weiguang.Web;

/// <summary>The program was set up wrongly; the message alone tells the operator what to do.</summary>
public sealed class SetupException(string message) : Exception(message);
