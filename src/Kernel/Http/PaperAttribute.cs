namespace Weiguang.Kernel.Http;

/// <summary>A page that is printed or sent on: it writes days out, for today is another day where it is read.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PaperAttribute : Attribute;
