-- Fermata for Neovim 0.7 and newer: starts the language server for agent files and adds commands.
--
--   require('fermata').setup({ cmd = { '/path/to/fermata', 'lsp' } })

local M = {}

local defaults = {
  -- The language server; `fermata` must be on the path unless this says otherwise.
  cmd = { 'fermata', 'lsp' },
  patterns = {
    '*.agent.yaml', '*.agent.yml', '*.agent.json', '*.agent.md', '*.part.yaml', '*.part.yml', '*.part.json',
    '*.tools.yaml', '*.tools.yml', 'fermata.yaml', 'fermata.yml', '*/prompts/*.md',
  },
  on_attach = nil,
}

M.options = defaults
-- The session that was started or resumed last; the commands fall back to it.
M.last_session = nil
-- The last line of progress, for a status line: `%{v:lua.require'fermata'.status}`.
M.status = ''

local function notify(text, level)
  vim.notify('fermata: ' .. text, level or vim.log.levels.INFO)
end

local function client_of(buffer)
  for _, client in pairs(vim.lsp.buf_get_clients and vim.lsp.buf_get_clients(buffer) or vim.lsp.get_clients({ bufnr = buffer })) do
    if client.name == 'fermata' then
      return client
    end
  end
end

-- Runs a command of the server and hands its result to `done`.
local function execute(command, argument, done)
  local buffer = vim.api.nvim_get_current_buf()
  local client = client_of(buffer)
  if not client then
    notify('this buffer has no language server (an agent file ends with .agent.yaml)', vim.log.levels.ERROR)
    return
  end
  client.request('workspace/executeCommand', { command = command, arguments = { argument } }, function(err, result)
    if err then
      notify(err.message, vim.log.levels.ERROR)
    elseif done then
      done(result)
    end
  end, buffer)
end

-- Cuts a command line into words at the blanks that are not within "quotes" and not behind a \.
local function words_of(line)
  local words, word, is_quoted = {}, nil, false
  local at = 1
  while at <= #line do
    local char = line:sub(at, at)
    if char == '\\' and (is_quoted or line:sub(at + 1, at + 1) == ' ') then
      word = (word or '') .. (is_quoted and char or '') .. line:sub(at + 1, at + 1)
      at = at + 1
    elseif char:match('%s') and not is_quoted then
      if word then
        table.insert(words, word)
      end
      word = nil
    else
      is_quoted = (char == '"') ~= is_quoted
      word = (word or '') .. char
    end
    at = at + 1
  end
  if word then
    table.insert(words, word)
  end
  return words
end

-- Turns `name=value` words into a table; a value that is JSON keeps its type.
local function inputs(words)
  local input = vim.empty_dict()
  for _, word in ipairs(words) do
    local name, value = word:match('^([%w_]+)=(.*)$')
    if not name then
      notify("expected name=value, found '" .. word .. "'", vim.log.levels.ERROR)
      return nil
    end
    local ok, decoded = pcall(vim.fn.json_decode, value)
    if ok then
      input[name] = decoded
    else
      input[name] = value
    end
  end
  return input
end

function M.run(words)
  local input = inputs(words or {})
  if input then
    execute('fermata.run', { uri = vim.uri_from_bufnr(0), input = input }, function(result)
      M.last_session = result.session
      notify('running, session ' .. result.session)
    end)
  end
end

-- Neovim before 0.8 hands over an empty text for an argument that was not given.
local function session_or_last(session)
  return session ~= '' and session or M.last_session
end

function M.resume(session)
  execute('fermata.resume', { session = session_or_last(session) }, function(result)
    M.last_session = result.session
  end)
end

function M.cancel(session)
  execute('fermata.cancel', { session = session_or_last(session) })
end

-- Answers a question: a text, an option, or a table of fields.
function M.answer(question, content, action)
  execute('fermata.answer', { question = question, content = content, action = action })
end

function M.sessions()
  execute('fermata.sessions', vim.empty_dict(), function(result)
    for _, session in ipairs(result.sessions) do
      print(session.session .. '  ' .. session.agent .. '  ' .. session.state)
    end
  end)
end

-- Opens what the server shows: a file of its own for this.
local function open_result(result)
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.uri_to_fname(result.uri)))
end

-- The events of a session, a line each.
function M.open(session)
  execute('fermata.openSession', { session = session_or_last(session) }, open_result)
end

-- The definition as the newest run of a session has it.
function M.definition(session)
  execute('fermata.openDefinition', { session = session_or_last(session) }, open_result)
end

-- The graph of this agent.
function M.graph()
  execute('fermata.showGraph', { uri = vim.uri_from_bufnr(0) }, open_result)
end

-- Starts a run that stands before its first step, and attaches nvim-dap to it where that is there.
function M.debug(words)
  local input = inputs(words or {})
  if not input then
    return
  end
  execute('fermata.debug', { uri = vim.uri_from_bufnr(0), input = input }, function(result)
    M.last_session = result.session
    local has_dap, dap = pcall(require, 'dap')
    if has_dap then
      local command = { unpack(M.options.cmd) }
      command[#command] = 'dap'
      dap.adapters.fermata = { type = 'executable', command = table.remove(command, 1), args = command }
      dap.run(result.attach)
    else
      notify('session ' .. result.session .. ' stands before its first step; :FermataResume lets it go on')
    end
  end)
end

local function on_progress(_, result)
  local value = result.value or {}
  if value.kind == 'end' then
    M.status = ''
  else
    M.status = value.message or value.title or ''
  end
  vim.cmd('redrawstatus')
end

-- What a lens of references calls: the places in a list.
local function show_references(command)
  local client = client_of(vim.api.nvim_get_current_buf())
  local found = command.arguments[1]
  vim.fn.setqflist({}, ' ', {
    title = command.title,
    items = vim.lsp.util.locations_to_items(found.locations, client and client.offset_encoding or 'utf-16'),
  })
  vim.cmd('copen')
end

-- The folder with the project file or the repository, else that of the file: one server for what belongs together.
local function root_of(buffer)
  local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p:h')
  local project = vim.fn.findfile('fermata.yaml', vim.fn.escape(folder, ' ;,') .. ';')
  local repository = vim.fn.finddir('.git', vim.fn.escape(folder, ' ;,') .. ';')
  if project ~= '' then
    return vim.fn.fnamemodify(project, ':p:h')
  end
  return repository ~= '' and vim.fn.fnamemodify(repository, ':p:h:h') or folder
end

local function start(buffer)
  local options = M.options
  local config = {
    name = 'fermata',
    cmd = options.cmd,
    root_dir = root_of(buffer),
    init_options = { references = true },
    capabilities = vim.lsp.protocol.make_client_capabilities(),
    handlers = { ['$/progress'] = on_progress },
    on_attach = options.on_attach,
    on_exit = function()
      M.client_id = nil
      M.status = ''
    end,
  }
  config.capabilities.window = vim.tbl_extend('force', config.capabilities.window or {}, { workDoneProgress = true })
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
  else
    M.client_id = M.client_id or vim.lsp.start_client(config)
    if M.client_id then
      vim.lsp.buf_attach_client(buffer, M.client_id)
    end
  end
end

local function add_commands()
  local command = vim.api.nvim_create_user_command
  command('FermataRun', function(call) M.run(words_of(call.args)) end, { nargs = '*', desc = 'Run this agent: name=value …' })
  command('FermataResume', function(call) M.resume(call.fargs[1]) end, { nargs = '?', desc = 'Resume a session' })
  command('FermataCancel', function(call) M.cancel(call.fargs[1]) end, { nargs = '?', desc = 'Cancel the runs of a session' })
  command('FermataAnswer', function(call)
    M.answer(call.fargs[1], table.concat(call.fargs, ' ', 2))
  end, { nargs = '+', desc = 'Answer a question: id, then the text' })
  command('FermataSessions', M.sessions, { desc = 'List sessions' })
  command('FermataOpen', function(call) M.open(call.fargs[1]) end, { nargs = '?', desc = 'Show the events of a session' })
  command('FermataDefinition', function(call)
    M.definition(call.fargs[1])
  end, { nargs = '?', desc = 'Show the definition that a session runs' })
  command('FermataGraph', M.graph, { desc = 'Show the graph of this agent' })
  command('FermataDebug', function(call) M.debug(words_of(call.args)) end, { nargs = '*', desc = 'Debug this agent: name=value …' })
end

function M.setup(options)
  M.options = vim.tbl_extend('force', defaults, options or {})
  local group = vim.api.nvim_create_augroup('fermata', { clear = true })
  vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
    group = group,
    pattern = M.options.patterns,
    callback = function(event)
      start(event.buf)
    end,
  })
  if vim.lsp.commands then
    vim.lsp.commands['fermata.showReferences'] = show_references
  end
  add_commands()
end

return M
