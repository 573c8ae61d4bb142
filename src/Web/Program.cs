using Weiguang.Web.Verbs;

return await CommandLine.RunAsync(args);

public partial class Program;
