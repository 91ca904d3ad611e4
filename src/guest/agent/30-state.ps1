# What the agent knows across reboots. A power failure can tear the newest file, never the one before it.

function New-State([string] $PlanId) {
    return [pscustomobject]@{
        plan = $PlanId
        boot = 0
        # running: at the steps; ending: they are done; over: nothing is left to do
        phase = 'running'
        next = 0
        # The step that was begun and has not ended.
        begun = $null
        # What that step keeps across the reboots that it asks for.
        memory = $null
        # How often the machine was rebooted because something was pending before generalize.
        settled = 0
        results = @()
    }
}

function Save-State([pscustomobject] $State) {
    $bytes = $Utf8.GetBytes((ConvertTo-Json -InputObject $State -Depth 8))
    $new = $StateFile + '.new'
    $stream = [IO.File]::Open($new, 'Create', 'Write', 'None')
    try {
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Flush($true)
    } finally {
        $stream.Dispose()
    }
    # A virus scanner looks at a new file for a moment.
    foreach ($try in 1..20) {
        try {
            if ([IO.File]::Exists($StateFile)) {
                [IO.File]::Replace($new, $StateFile, $PreviousStateFile)
            } else {
                [IO.File]::Move($new, $StateFile)
            }
            return
        } catch {
            if ($try -eq 20) { throw }
            Start-Sleep -Milliseconds 250
        }
    }
}

# null: there is none, or it is torn.
function Read-StateFile([string] $File) {
    if (-not [IO.File]::Exists($File)) { return $null }
    try {
        $state = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($File, $Utf8))
        if ($state.plan -and $null -ne $state.boot -and $null -ne $state.next) { return $state }
        Write-Log ($File + ': is torn')
    } catch {
        Write-Log ($File + ': is torn: ' + $_.Exception.Message)
    }
    return $null
}

function Read-State {
    foreach ($file in @($StateFile, $PreviousStateFile)) {
        $state = Read-StateFile $file
        if ($null -ne $state) { return $state }
    }
    if ([IO.File]::Exists($StateFile)) {
        throw ($StateFile + ': is damaged, and so is the one before it: what was done and what was not is lost')
    }
    return $null
}
