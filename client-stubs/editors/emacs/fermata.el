;;; fermata.el --- Agent files of Fermata  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Starts the language server of Fermata through Eglot for agents, parts,
;; catalogues of tools, project files and prompts, and adds the commands
;; `fermata-run', `fermata-resume', `fermata-cancel', `fermata-answer',
;; `fermata-sessions', `fermata-open', `fermata-definition', `fermata-graph'
;; and `fermata-debug'.

;;; Code:

(require 'eglot)
(require 'jsonrpc)
(require 'yaml-mode nil t)

(defgroup fermata nil
  "Agent files of Fermata."
  :group 'tools)

(defcustom fermata-command '("fermata" "lsp")
  "Program and arguments that start the language server."
  :type '(repeat string))

(defvar fermata-last-session nil
  "The session that was started or resumed last.")

;; Agent files are YAML; without yaml-mode they are text, with completion all the same.
(if (fboundp 'yaml-mode)
    (define-derived-mode fermata-agent-mode yaml-mode "Agent"
      "Major mode for agent files of Fermata.")
  (define-derived-mode fermata-agent-mode text-mode "Agent"
    "Major mode for agent files of Fermata."))

;;;###autoload
(dolist (files '("\\.agent\\.\\(ya?ml\\|json\\|md\\)\\'" "\\.\\(part\\|tools\\)\\.ya?ml\\'"
                 "\\.part\\.json\\'" "/fermata\\.ya?ml\\'" "/prompts/[^/]+\\.md\\'"))
  (add-to-list 'auto-mode-alist (cons files 'fermata-agent-mode)))

(add-to-list 'eglot-server-programs
             (cons 'fermata-agent-mode (lambda (&rest _) fermata-command)))

(add-hook 'fermata-agent-mode-hook #'eglot-ensure)

(defun fermata--execute (command &rest arguments)
  "Let the server carry out COMMAND with the plist ARGUMENTS; return its result."
  (jsonrpc-request (or (eglot-current-server)
                       (user-error "This buffer has no language server"))
                   :workspace/executeCommand
                   (list :command command :arguments (vector arguments))
                   :timeout 60))

;; Eglot 1.17 gave the function a public name.
(defun fermata--uri ()
  "The URI of this buffer's file."
  (funcall (if (fboundp 'eglot-path-to-uri) 'eglot-path-to-uri 'eglot--path-to-uri)
           (buffer-file-name)))

(defun fermata--words (text)
  "Cut TEXT into words at the blanks that are not within quotes."
  (let ((start 0) words)
    (while (string-match "\\(?:\"\\(?:[^\"\\]\\|\\\\.\\)*\"\\|[^[:space:]]\\)+" text start)
      (push (match-string 0 text) words)
      (setq start (match-end 0)))
    (nreverse words)))

(defun fermata--inputs (text)
  "Read TEXT, words of the form name=value, as a plist of inputs.
A value that is JSON keeps its type."
  (let (input)
    (dolist (word (fermata--words text) input)
      (unless (string-match "\\`\\([[:alnum:]_]+\\)=\\(.*\\)\\'" word)
        (user-error "Expected name=value, found %s" word))
      (let* ((name (match-string 1 word))
             (value (match-string 2 word))
             (decoded (condition-case nil
                          (json-parse-string value :object-type 'hash-table
                                             :false-object :json-false :null-object nil)
                        (error value))))
        (setq input (plist-put input (intern (concat ":" name)) decoded))))))

;;;###autoload
(defun fermata-run (inputs)
  "Run the agent of this buffer, saved or not, with INPUTS (name=value …)."
  (interactive "sInputs (name=value …): ")
  (let ((result (fermata--execute "fermata.run"
                                  :uri (fermata--uri)
                                  :input (or (fermata--inputs inputs)
                                             (make-hash-table)))))
    (setq fermata-last-session (plist-get result :session))
    (message "Running, session %s" fermata-last-session)
    result))

;;;###autoload
(defun fermata-resume (session)
  "Let the interrupted or held SESSION go on."
  (interactive (list (read-string "Session: " fermata-last-session)))
  (fermata--execute "fermata.resume" :session session))

;;;###autoload
(defun fermata-cancel (session)
  "Cancel the runs of SESSION."
  (interactive (list (read-string "Session: " fermata-last-session)))
  (fermata--execute "fermata.cancel" :session session))

;;;###autoload
(defun fermata-answer (question content)
  "Answer QUESTION with CONTENT."
  (interactive "sQuestion: \nsAnswer: ")
  (fermata--execute "fermata.answer" :question question :content content))

;;;###autoload
(defun fermata-sessions ()
  "List the sessions."
  (interactive)
  (let ((sessions (plist-get (fermata--execute "fermata.sessions" :agent nil) :sessions)))
    (with-help-window "*fermata sessions*"
      (mapc (lambda (session)
              (princ (format "%s  %s  %s\n"
                             (plist-get session :session)
                             (plist-get session :agent)
                             (plist-get session :state))))
            sessions))))

;; What the server shows is a file of its own for this.
(defun fermata--visit (result)
  "Visit the file that RESULT names, to read it."
  (view-file (funcall (if (fboundp 'eglot-uri-to-path) 'eglot-uri-to-path 'eglot--uri-to-path)
                      (plist-get result :uri))))

;;;###autoload
(defun fermata-open (session)
  "Show the events of SESSION, a line each."
  (interactive (list (read-string "Session: " fermata-last-session)))
  (fermata--visit (fermata--execute "fermata.openSession" :session session)))

;;;###autoload
(defun fermata-definition (session)
  "Show the definition as the newest run of SESSION has it."
  (interactive (list (read-string "Session: " fermata-last-session)))
  (fermata--visit (fermata--execute "fermata.openDefinition" :session session)))

;;;###autoload
(defun fermata-graph ()
  "Show the graph of the agent of this buffer."
  (interactive)
  (fermata--visit (fermata--execute "fermata.showGraph" :uri (fermata--uri))))

;;;###autoload
(defun fermata-debug (inputs)
  "Start a run with INPUTS (name=value …) that stands before its first step.
A debugger of the editor attaches to it; `fermata-resume' lets it go on."
  (interactive "sInputs (name=value …): ")
  (let ((result (fermata--execute "fermata.debug"
                                  :uri (fermata--uri)
                                  :input (or (fermata--inputs inputs)
                                             (make-hash-table)))))
    (setq fermata-last-session (plist-get result :session))
    (message "Session %s stands before its first step" fermata-last-session)
    result))

(provide 'fermata)
;;; fermata.el ends here
