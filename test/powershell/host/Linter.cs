using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ImageFactory.Host;

public sealed record Finding(string File, int Line, string Rule, string Message);

/// <summary>What Windows PowerShell 5.1 would not take, or a reader not know, found in the syntax tree.</summary>
public sealed class Linter : AstVisitor2
{
    private static readonly HashSet<string> NewerVariables = new(StringComparer.OrdinalIgnoreCase)
    {
        "IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR", "PSStyle", "EnabledExperimentalFeatures", "PSNativeCommandUseErrorActionPreference",
        "PSNativeCommandArgumentPassing",
    };

    private static readonly Dictionary<string, Type> StandIns = typeof(Linter).Assembly.GetTypes()
        .Select(type => (Type: type, Name: type.GetCustomAttribute<CmdletAttribute>()))
        .Where(pair => pair.Name is not null)
        .ToDictionary(pair => $"{pair.Name!.VerbName}-{pair.Name.NounName}", pair => pair.Type, StringComparer.OrdinalIgnoreCase);

    private static readonly InitialSessionState Engine = InitialSessionState.CreateDefault2();

    private static readonly HashSet<string> Aliases = new(
        Engine.Commands.OfType<SessionStateAliasEntry>().Select(alias => alias.Name)
            .Concat(Contract.Section("aliases")["names"]!.AsArray().Select(name => name!.GetValue<string>())),
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Verbs = new(
        typeof(VerbsCommon).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.StartsWith("Verbs", StringComparison.Ordinal) && type.Namespace == "System.Management.Automation")
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => field.Name)
            .Except(["Build", "Deploy"]),
        StringComparer.OrdinalIgnoreCase);

    private readonly string file;
    private readonly IReadOnlySet<string> functions;
    private readonly List<Finding> findings = [];

    private Linter(string file, IReadOnlySet<string> functions)
    {
        this.file = file;
        this.functions = functions;
    }

    /// <summary>Prints the findings as JSON. Files of one folder may call each other's functions.</summary>
    public static int Run(string[] files)
    {
        var parsed = files.Select(file =>
        {
            var tree = Parser.ParseFile(Path.GetFullPath(file), out var tokens, out var errors);
            return (File: file, Folder: Path.GetDirectoryName(Path.GetFullPath(file)), Tree: tree, Tokens: tokens, Errors: errors);
        }).ToList();
        var all = new List<Finding>();
        foreach (var one in parsed)
        {
            var functions = parsed.Where(other => other.Folder == one.Folder)
                .SelectMany(other => other.Tree.FindAll(node => node is FunctionDefinitionAst, true))
                .Select(node => ((FunctionDefinitionAst)node).Name)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            var linter = new Linter(one.File, functions);
            foreach (var error in one.Errors) linter.Add(error.Extent, "syntax", error.Message);
            linter.JudgeText(one.File);
            foreach (var token in one.Tokens) linter.Judge(token);
            one.Tree.Visit(linter);
            all.AddRange(linter.findings.OrderBy(finding => finding.Line));
        }
        Console.WriteLine(JsonSerializer.Serialize(all, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }));
        return 0;
    }

    public override AstVisitAction VisitTernaryExpression(TernaryExpressionAst node) => Newer(node, "the ternary operator");

    public override AstVisitAction VisitPipelineChain(PipelineChainAst node) =>
        Newer(node, node.Operator == TokenKind.AndAnd ? "the chain operator &&" : "the chain operator ||");

    public override AstVisitAction VisitBinaryExpression(BinaryExpressionAst node)
    {
        if (node.Operator == TokenKind.QuestionQuestion) return Newer(node, "the operator ??");
        return node is { Operator: TokenKind.DotDot, Left: StringConstantExpressionAst } ? Newer(node, "a range of characters") : AstVisitAction.Continue;
    }

    public override AstVisitAction VisitAssignmentStatement(AssignmentStatementAst node) =>
        node.Operator == TokenKind.QuestionQuestionEquals ? Newer(node, "the operator ??=") : AstVisitAction.Continue;

    public override AstVisitAction VisitMemberExpression(MemberExpressionAst node)
    {
        if (node.NullConditional) Newer(node, "the operator ?.");
        JudgeMember(node);
        return AstVisitAction.Continue;
    }

    public override AstVisitAction VisitInvokeMemberExpression(InvokeMemberExpressionAst node)
    {
        if (node.NullConditional) Newer(node, "the operator ?.");
        if (node.GenericTypeArguments is { Count: > 0 }) Newer(node, "a method call with type arguments");
        JudgeMember(node);
        return AstVisitAction.Continue;
    }

    public override AstVisitAction VisitIndexExpression(IndexExpressionAst node) =>
        node.NullConditional ? Newer(node, "the operator ?[]") : AstVisitAction.Continue;

    public override AstVisitAction VisitPipeline(PipelineAst node) =>
        node.Background ? Newer(node, "the background operator &") : AstVisitAction.Continue;

    public override AstVisitAction VisitScriptBlock(ScriptBlockAst node) =>
        node.CleanBlock is { } clean ? Newer(clean, "the clean block") : AstVisitAction.Continue;

    public override AstVisitAction VisitVariableExpression(VariableExpressionAst node) =>
        NewerVariables.Contains(node.VariablePath.UserPath) ? Newer(node, $"the variable ${node.VariablePath.UserPath}") : AstVisitAction.Continue;

    public override AstVisitAction VisitFunctionDefinition(FunctionDefinitionAst node)
    {
        var verb = node.Name.Split('-')[0];
        if (node.Name.Contains('-') ? !Verbs.Contains(verb) : node.Parent is not FunctionMemberAst)
        {
            Add(node.Extent, "verb", $"the function {node.Name} begins with no verb that PowerShell approves of");
        }
        return AstVisitAction.Continue;
    }

    public override AstVisitAction VisitTypeExpression(TypeExpressionAst node) => JudgeType(node.Extent, node.TypeName);

    public override AstVisitAction VisitTypeConstraint(TypeConstraintAst node) => JudgeType(node.Extent, node.TypeName);

    public override AstVisitAction VisitCommand(CommandAst node)
    {
        if (node.GetCommandName() is not { } name) return AstVisitAction.Continue;
        var bare = name[(name.LastIndexOf('\\') + 1)..];
        if (name == bare && functions.Contains(bare)) return AstVisitAction.Continue;
        if (Contract.Cmdlets.TryGetValue(bare, out var cmdlet))
        {
            if (name != bare && !string.Equals(name[..^(bare.Length + 1)], cmdlet.Module, StringComparison.OrdinalIgnoreCase))
            {
                Add(node.Extent, "command", $"{name}: the cmdlet {cmdlet.Name} is in the module {cmdlet.Module}");
            }
            JudgeParameters(node, cmdlet.Name, cmdlet.Parameters.Select(pair => pair.Key), cmdlet.Knows);
            JudgeValues(node, cmdlet);
        }
        else if (StandIns.TryGetValue(bare, out var type)) JudgeTyped(node, bare, type);
        else if (Contract.Find(Contract.Section("core"), bare) is JsonObject core) JudgeCore(node, bare, core);
        else if (Contract.Find(Contract.Section("programs"), name) is null)
        {
            var isAlias = Aliases.Contains(bare);
            Add(node.Extent, isAlias ? "alias" : "command", isAlias ? $"{name} is an alias" : $"the command {name} is not known: it is in no list of the contract");
        }
        if (string.Equals(bare, "New-Object", StringComparison.OrdinalIgnoreCase)) JudgeNewObject(node);
        return AstVisitAction.Continue;
    }

    private void JudgeTyped(CommandAst node, string name, Type type)
    {
        var parameters = type.GetProperties().Where(property => property.GetCustomAttributes<ParameterAttribute>().Any()).ToList();
        JudgeParameters(node, name, parameters.Select(property => property.Name), given =>
            parameters.Any(property => Same(property.Name, given)
                || property.GetCustomAttribute<AliasAttribute>()?.AliasNames.Contains(given, StringComparer.OrdinalIgnoreCase) == true)
            || (type.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess && (Same(given, "WhatIf") || Same(given, "Confirm"))));
    }

    private void JudgeCore(CommandAst node, string name, JsonObject core)
    {
        var type = Engine.Commands.OfType<SessionStateCmdletEntry>().First(entry => Same(entry.Name, name)).ImplementingType;
        var newer = (core["newer"] as JsonArray)?.Select(parameter => parameter!.GetValue<string>()).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        foreach (var parameter in node.CommandElements.OfType<CommandParameterAst>().Where(parameter => newer.Contains(parameter.ParameterName)))
        {
            Newer(parameter, $"{name} -{parameter.ParameterName}");
        }
        JudgeTyped(node, name, type);
    }

    private void JudgeParameters(CommandAst node, string name, IEnumerable<string> names, Func<string, bool> knows)
    {
        foreach (var parameter in node.CommandElements.OfType<CommandParameterAst>())
        {
            var given = parameter.ParameterName;
            if (knows(given) || IsCommon(given)) continue;
            var full = names.FirstOrDefault(one => one.StartsWith(given, StringComparison.OrdinalIgnoreCase));
            Add(parameter.Extent, "parameter", full is null ? $"{name} has no parameter -{given}" : $"{name} -{given}: written out, it is -{full}");
        }
    }

    private void JudgeValues(CommandAst node, Cmdlet cmdlet)
    {
        foreach (var (marker, word) in node.CommandElements.Zip(node.CommandElements.Skip(1)))
        {
            if (marker is not CommandParameterAst { Argument: null } parameter || word is not StringConstantExpressionAst { Value: var value }) continue;
            if ((Contract.Find(cmdlet.Parameters, parameter.ParameterName) as JsonObject)?["values"] is not JsonArray accepted) continue;
            var known = accepted.Select(one => one!.GetValue<string>()).ToList();
            if (known.Contains(value, StringComparer.OrdinalIgnoreCase)) continue;
            Add(word.Extent, "value", $"{cmdlet.Name} -{parameter.ParameterName} takes {string.Join(", ", known)}, not {value}");
        }
    }

    private void JudgeNewObject(CommandAst node)
    {
        var com = node.CommandElements.OfType<CommandParameterAst>().FirstOrDefault(parameter => Same(parameter.ParameterName, "ComObject"));
        var typed = node.CommandElements.OfType<CommandParameterAst>().FirstOrDefault(parameter => Same(parameter.ParameterName, "TypeName"));
        var marker = com ?? typed;
        var word = marker is null
            ? node.CommandElements.Skip(1).FirstOrDefault()
            : node.CommandElements.SkipWhile(element => element != marker).Skip(1).FirstOrDefault();
        if (word is not StringConstantExpressionAst { Value: var name }) return;
        if (com is not null)
        {
            if (Contract.Find(Contract.Section("com"), name) is null) Add(word.Extent, "com", $"the COM object {name} is in no list of the contract");
        }
        else if (!IsListed(FullName(name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name))) Add(word.Extent, "type", $"the type {name} is in no list of the contract");
    }

    private AstVisitAction JudgeType(IScriptExtent extent, ITypeName type)
    {
        switch (type)
        {
            case ArrayTypeName array: return JudgeType(extent, array.ElementType);
            case GenericTypeName generic:
                JudgeType(extent, generic.TypeName);
                foreach (var argument in generic.GenericArguments) JudgeType(extent, argument);
                return AstVisitAction.Continue;
        }
        if (!IsListed(FullName(type.FullName))) Add(extent, "type", $"the type [{type.FullName}] is in no list of the contract");
        return AstVisitAction.Continue;
    }

    private void JudgeMember(MemberExpressionAst node)
    {
        if (!node.Static || node.Expression is not TypeExpressionAst type || node.Member is not StringConstantExpressionAst { Value: var member }) return;
        var name = FullName(type.TypeName is ArrayTypeName ? "System.Array" : type.TypeName.FullName);
        if (Contract.Section("dotnet")[name] is not JsonObject listed) return;
        if (member == "new" || listed["members"]!.AsArray().Any(known => Same(known!.GetValue<string>(), member))) return;
        Add(node.Extent, "member", $"[{type.TypeName.FullName}]::{member} is in no list of the contract");
    }

    private void JudgeText(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) return;
        var line = 1;
        foreach (var one in bytes)
        {
            if (one == '\n') line++;
            else if (one > 127)
            {
                findings.Add(new Finding(file, line, "encoding", "a character beyond ASCII: without a byte order mark Windows PowerShell reads it in the machine's code page"));
                return;
            }
        }
    }

    private void Judge(Token token)
    {
        if (token is NumberToken && Regex.IsMatch(token.Text, "^[+-]?(0b|[0-9.]+(e[+-]?[0-9]+)?(y|uy|s|us|u|ul|n)(kb|mb|gb|tb|pb)?$|0x[0-9a-f]+(uy|us|u|ul|n)$)", RegexOptions.IgnoreCase))
        {
            Add(token.Extent, "newer", $"the number {token.Text} is newer than Windows PowerShell 5.1");
        }
        if (token is StringExpandableToken && Regex.IsMatch(token.Text, "(?<!`)(``)*`(e|u\\{)"))
        {
            Add(token.Extent, "newer", "the escape sequence `e or `u{} is newer than Windows PowerShell 5.1");
        }
    }

    private AstVisitAction Newer(Ast node, string what)
    {
        Add(node.Extent, "newer", what + " is newer than Windows PowerShell 5.1");
        return AstVisitAction.Continue;
    }

    private void Add(IScriptExtent extent, string rule, string message) => findings.Add(new Finding(file, extent.StartLineNumber, rule, message));

    /// <summary>What PowerShell's short name stands for; a name of the contract stays as it is.</summary>
    private static string FullName(string name)
    {
        if (Contract.Section("dotnet").ContainsKey("System." + name)) return "System." + name;
        var accelerators = (Dictionary<string, Type>)typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators")!
            .GetProperty("Get")!.GetValue(null)!;
        return accelerators.FirstOrDefault(pair => Same(pair.Key, name)).Value?.FullName ?? name;
    }

    private static bool IsListed(string name) => Contract.Find(Contract.Section("dotnet"), name) is not null;

    private static bool IsCommon(string name) =>
        System.Management.Automation.Cmdlet.CommonParameters.Contains(name, StringComparer.OrdinalIgnoreCase) && !Same(name, "ProgressAction");

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
